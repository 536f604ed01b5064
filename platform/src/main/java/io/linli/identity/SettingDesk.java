package io.linli.identity;

import io.linli.settings.Adjusting;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The settings that administrators of the whole installation change while it runs, and who changed what. */
@Service
@Transactional
public class SettingDesk {

    private final Adjusting adjusting;
    private final Reach reach;
    private final Posts posts;
    private final MessageSource messages;

    SettingDesk(Adjusting adjusting, Reach reach, Posts posts, MessageSource messages) {
        this.adjusting = adjusting;
        this.reach = reach;
        this.posts = posts;
        this.messages = messages;
    }

    /**
     * One setting.
     *
     * @param usual what the settings of the process say
     */
    public record Setting(String name, String title, String help, long value, long usual, long least, long most) {}

    /**
     * Who changed what.
     *
     * @param usual it went back to what the settings of the process say
     */
    public record Change(
            UUID id,
            Instant at,
            @Nullable String by,
            String name,
            String title,
            long before,
            long after,
            boolean usual,
            String reason) {}

    @Transactional(readOnly = true)
    public List<Setting> all(Locale language) {
        return adjusting.all().stream()
                .map(one -> new Setting(
                        one.name(),
                        title(one.name(), language),
                        messages.getMessage("setting." + one.name() + ".help", null, language),
                        one.value(),
                        one.usual(),
                        one.least(),
                        one.most()))
                .toList();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Change> changes(int most, Locale language) {
        return adjusting.changes(most).stream()
                .map(one -> new Change(
                        one.id(),
                        one.at(),
                        posts.find(new AccountId(one.by()))
                                .map(Posts.Holder::name)
                                .orElse(null),
                        one.name(),
                        title(one.name(), language),
                        one.before(),
                        one.after(),
                        one.usual(),
                        one.reason()))
                .toList();
    }

    // a setting of an older version may be gone; what was changed about it is still told
    private String title(String name, Locale language) {
        return Objects.requireNonNullElse(messages.getMessage("setting." + name, null, null, language), name);
    }

    /** Changes one; null goes back to what the settings of the process say. */
    public void change(Caller caller, String name, @Nullable Long value, String reason) {
        reach.mustCoverAll(caller);
        adjusting.change(name, value, caller.id().id(), reason);
    }
}
