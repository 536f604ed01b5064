package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.CONSENT_GUARDIAN_MISSING;
import static io.linli.dataprotection.DataProtectionProblem.CONSENT_PURPOSE_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.privacy.Ages;
import io.linli.privacy.Consents;
import io.linli.privacy.PersonalData;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people agree to, each purpose alone, and when they took it back. Read from the database whenever somebody asks, so
 * that a withdrawal works everywhere at once.
 */
@Service
@Transactional
public class ConsentRegister implements Consents {

    /** For younger children their guardians agree (个人信息保护法 art. 31). */
    private static final int OF_AGE = 14;

    private static final String GUARDIAN = "dataprotection.guardian";

    private final List<PersonalData> modules;
    private final PrivacyNotices notices;
    private final ObjectProvider<Ages> ages;
    private final JdbcClient database;
    private final Vault vault;
    private final Acts acts;
    private final Texts texts;
    private final Clock clock;

    ConsentRegister(
            List<PersonalData> modules,
            PrivacyNotices notices,
            ObjectProvider<Ages> ages,
            JdbcClient database,
            Vault vault,
            Acts acts,
            Texts texts,
            Clock clock) {
        this.modules = List.copyOf(modules);
        this.notices = notices;
        this.ages = ages;
        this.database = database;
        this.vault = vault;
        this.acts = acts;
        this.texts = texts;
        this.clock = clock;
    }

    /** One purpose as its person sees it. */
    public record View(
            String purpose,
            String what,
            State state,
            @Nullable Instant givenAt,
            @Nullable Integer notice,
            @Nullable Instant withdrawnAt) {}

    private record Row(
            String purpose,
            int notice,
            @Nullable Instant givenAt,
            @Nullable Instant withdrawnAt) {

        State state() {
            return withdrawnAt == null ? State.GIVEN : State.WITHDRAWN;
        }
    }

    @Override
    @Transactional(readOnly = true)
    public State of(String account, String purpose) {
        return rows(UUID.fromString(account)).stream()
                .filter(row -> row.purpose().equals(purpose))
                .findFirst()
                .map(Row::state)
                .orElse(State.NEVER_ASKED);
    }

    @Transactional(readOnly = true)
    public List<View> of(UUID account) {
        var rows = rows(account).stream().collect(Collectors.toMap(Row::purpose, row -> row));
        return purposes().stream()
                .map(purpose -> {
                    var row = rows.get(purpose);
                    return new View(
                            purpose,
                            texts.say("consent." + purpose),
                            row == null ? State.NEVER_ASKED : row.state(),
                            row == null ? null : row.givenAt(),
                            row == null ? null : row.notice(),
                            row == null ? null : row.withdrawnAt());
                })
                .toList();
    }

    /**
     * Agrees to one purpose, under the notice of now.
     *
     * @param guardian who agrees for a child under fourteen, in words
     */
    public void give(String purpose, @Nullable String guardian, Caller caller) {
        known(purpose);
        var account = caller.id();
        var age = ages.stream()
                .map(known -> known.of(account.toString()))
                .filter(found -> found.isPresent())
                .findFirst();
        if (guardian == null && age.isPresent() && age.get().getAsInt() < OF_AGE) {
            throw CONSENT_GUARDIAN_MISSING.with(OF_AGE).at("guardian");
        }
        int added = database.sql("""
                        insert into dataprotection.consent (id, account, purpose, notice, given_at, guardian)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Arrays.asList(
                        Ids.next(),
                        account.id(),
                        purpose,
                        notices.version(),
                        Rows.at(clock.instant()),
                        guardian == null ? null : vault.seal(GUARDIAN, guardian)))
                .update();
        if (added == 1) {
            acts.did(Act.of("consent.give").on("purpose", purpose));
        }
    }

    /** Also of what was never asked: then it is not begun. What was done before stays lawful (art. 15). */
    public void withdraw(String purpose, Caller caller) {
        known(purpose);
        var now = Rows.at(clock.instant());
        int ended = database.sql("""
                        update dataprotection.consent set withdrawn_at = ?
                        where account = ? and purpose = ? and withdrawn_at is null""").params(now, caller.id().id(), purpose).update();
        if (ended == 0 && of(caller.id().toString(), purpose) == State.WITHDRAWN) {
            return;
        }
        if (ended == 0) {
            database.sql("""
                    insert into dataprotection.consent (id, account, purpose, notice, withdrawn_at)
                    values (?, ?, ?, ?, ?)""")
                    .params(Ids.next(), caller.id().id(), purpose, notices.version(), now)
                    .update();
        }
        acts.did(Act.of("consent.withdraw").on("purpose", purpose));
    }

    private List<String> purposes() {
        return modules.stream()
                .flatMap(module -> module.byConsent().stream())
                .sorted()
                .toList();
    }

    private void known(String purpose) {
        if (!purposes().contains(purpose)) {
            throw CONSENT_PURPOSE_UNKNOWN.with(purpose).at("purpose");
        }
    }

    /** The newest of each purpose. */
    private List<Row> rows(UUID account) {
        return database.sql("""
                        select distinct on (purpose) purpose, notice, given_at, withdrawn_at
                        from dataprotection.consent where account = ? order by purpose, id desc""")
                .param(account)
                .query((row, n) -> new Row(
                        row.getString("purpose"),
                        row.getInt("notice"),
                        Rows.instantOrNull(row, "given_at"),
                        Rows.instantOrNull(row, "withdrawn_at")))
                .list();
    }
}
