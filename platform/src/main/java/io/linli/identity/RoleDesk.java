package io.linli.identity;

import static io.linli.identity.IdentityProblem.PERMISSION_NEEDED;
import static io.linli.identity.IdentityProblem.PERMISSION_UNKNOWN;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each role may do, who changed it, and the changing of it by administrators of the whole installation. */
@Service
@Transactional
public class RoleDesk {

    private final JdbcClient database;
    private final Accounts accounts;
    private final RolePermissions permissions;
    private final Reach reach;
    private final Directory directory;
    private final MessageSource messages;
    private final Acts acts;
    private final Clock clock;

    RoleDesk(
            JdbcClient database,
            Accounts accounts,
            RolePermissions permissions,
            Reach reach,
            Directory directory,
            MessageSource messages,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.permissions = permissions;
        this.reach = reach;
        this.directory = directory;
        this.messages = messages;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * One permission of a role.
     *
     * @param title in words, where there are any
     * @param byDefault what the module that owns it says
     */
    public record Granted(String permission, String title, boolean granted, boolean byDefault) {}

    public record RoleView(Role role, List<Granted> permissions) {}

    /**
     * Who changed what, and why.
     *
     * @param granted null when it went back to what its module says
     */
    public record Change(
            UUID id,
            Instant at,
            @Nullable String by,
            Role role,
            String permission,
            @Nullable Boolean granted,
            String reason) {}

    @Transactional(readOnly = true)
    public List<RoleView> roles(Locale language) {
        return Arrays.stream(Role.values())
                .map(role -> new RoleView(
                        role,
                        permissions.all().stream()
                                .sorted()
                                .map(name -> new Granted(
                                        name,
                                        title(name, language),
                                        permissions.of(role).contains(name),
                                        permissions.byDefault(role).contains(name)))
                                .toList()))
                .toList();
    }

    private String title(String permission, Locale language) {
        return Objects.requireNonNullElse(
                messages.getMessage("permission." + permission, null, null, language), permission);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Change> changes(int most) {
        return database.sql("select * from identity.role_permission_change order by at desc, id desc limit ?")
                .param(most)
                .query((row, n) -> new Change(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        directory
                                .find(new AccountId(row.getObject("changed_by", UUID.class)))
                                .map(Posts.Holder::name)
                                .orElse(null),
                        Role.valueOf(row.getString("role")),
                        row.getString("permission"),
                        row.getObject("granted", Boolean.class),
                        row.getString("reason")))
                .list();
    }

    /** Changes what a role may do; {@code null} goes back to what its module says. */
    public void change(Caller caller, Role role, String permission, @Nullable Boolean granted, String reason) {
        reach.mustCoverAll(caller);
        if (!permissions.all().contains(permission)) {
            throw PERMISSION_UNKNOWN.with(permission).at("permission");
        }
        if (role == Role.ADMINISTRATOR
                && permission.equals(IdentityPermissions.MANAGE)
                && Boolean.FALSE.equals(granted)) {
            throw PERMISSION_NEEDED.with(permission); // nobody could give it back
        }
        permit(role, permission, granted);
        database.sql("""
                insert into identity.role_permission_change (id, at, changed_by, role, permission, granted, reason)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        Ids.next(),
                        Timestamp.from(clock.instant()),
                        caller.id().id(),
                        role.name(),
                        permission,
                        granted,
                        reason))
                .update();
    }

    void permit(Role role, String permission, @Nullable Boolean granted) {
        accounts.nextRevision();
        database.sql("update identity.revision set permissions = permissions + 1")
                .update();
        if (granted == null) {
            database.sql("delete from identity.role_permission where role = ? and permission = ?")
                    .params(role.name(), permission)
                    .update();
        } else {
            database.sql("""
                    insert into identity.role_permission (role, permission, granted) values (?, ?, ?)
                    on conflict (role, permission) do update set granted = excluded.granted""").params(role.name(), permission, granted).update();
        }
        acts.did(Act.of("role.permit").on("permission", role, permission, words(granted)));
    }

    private static String words(@Nullable Boolean granted) {
        return granted == null ? "default" : granted ? "granted" : "refused";
    }
}
