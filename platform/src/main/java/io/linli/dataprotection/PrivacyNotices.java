package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.PRIVACY_NOTICE_OUTDATED;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people are told before their first data are taken: by whom, what for, how long, and what they can do about it
 * (个人信息保护法 art. 17, 35). A new version is told anew.
 */
@Service
@Transactional
public class PrivacyNotices {

    private final JdbcClient database;
    private final Texts texts;
    private final Acts acts;
    private final Clock clock;
    private final String name;
    private final String contact;

    PrivacyNotices(
            JdbcClient database,
            Texts texts,
            Acts acts,
            Clock clock,
            @Value("${linli.name}") String name,
            @Value("${linli.dataprotection.contact:}") String contact) {
        this.database = database;
        this.texts = texts;
        this.acts = acts;
        this.clock = clock;
        this.name = name;
        this.contact = contact;
    }

    /**
     * One version.
     *
     * @param version 0 is the program's own text, until the operator publishes one
     */
    public record Text(
            int version,
            String chinese,
            String english,
            @Nullable Instant publishedAt) {}

    @Transactional(readOnly = true)
    public Text current() {
        return database.sql("select * from dataprotection.notice order by version desc limit 1")
                .query((row, n) -> new Text(
                        row.getInt("version"),
                        row.getString("chinese"),
                        row.getString("english"),
                        Rows.instant(row, "published_at")))
                .optional()
                .orElseGet(() -> new Text(0, own(Locale.CHINESE), own(Locale.ENGLISH), null));
    }

    // whom to turn to is for the operator to say; until then it says that nobody has
    private String own(Locale language) {
        return texts.say(
                language,
                "dataprotection.notice.text",
                name,
                contact.isBlank() ? texts.say(language, "dataprotection.notice.no-contact") : contact);
    }

    int version() {
        return current().version();
    }

    /** Whether it is still to be shown to them. */
    @Transactional(readOnly = true)
    public boolean isDue(UUID account) {
        return database.sql("""
                        select not exists (select from dataprotection.notice_shown where account = ? and version = ?)""").params(account, version()).query(Boolean.class).single();
    }

    /** They were shown that version. */
    public void shown(int version, Caller caller) {
        if (version != version()) {
            throw PRIVACY_NOTICE_OUTDATED.with().at("version");
        }
        database.sql("""
                insert into dataprotection.notice_shown (account, version, at) values (?, ?, ?)
                on conflict (account, version) do nothing""")
                .params(caller.id().id(), version, Rows.at(clock.instant()))
                .update();
    }

    public Text publish(String chinese, String english, Caller caller) {
        database.sql("select pg_advisory_xact_lock(hashtext('dataprotection.notice'))")
                .query((row, n) -> true)
                .single();
        var text = new Text(version() + 1, chinese, english, clock.instant());
        database.sql("""
                insert into dataprotection.notice (version, chinese, english, published_by, published_at)
                values (?, ?, ?, ?, ?)""")
                .params(text.version(), chinese, english, caller.id().id(), Rows.at(clock.instant()))
                .update();
        acts.did(Act.of("dataprotection.notice").on("notice", text.version()));
        return text;
    }
}
