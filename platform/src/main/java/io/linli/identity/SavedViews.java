package io.linli.identity;

import io.linli.privacy.AccountData;
import io.linli.privacy.Vault;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Filters of lists that somebody comes back to, under names of their own: theirs alone, wherever they sign in. */
@Service
@Transactional
public class SavedViews implements AccountData {

    static final String PURPOSE = "identity.views";

    private final JdbcClient database;
    private final Vault vault;
    private final JsonMapper json;
    private final Clock clock;

    SavedViews(JdbcClient database, Vault vault, JsonMapper json, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param query what is asked of the list, as it stands in the address of its page
     */
    public record SavedView(String name, Map<String, String> query) {}

    @Transactional(readOnly = true)
    public List<SavedView> of(Caller caller, String list) {
        return database.sql("select sealed from identity.saved_views where account = ? and list = ?")
                .params(caller.id().id(), list)
                .query((row, n) -> json.readValue(
                        vault.openBytes(PURPOSE, row.getBytes(1)), new TypeReference<List<SavedView>>() {}))
                .optional()
                .orElseGet(List::of);
    }

    /** Takes the place of those that there were. */
    public List<SavedView> keep(Caller caller, String list, List<SavedView> views) {
        database.sql("""
                insert into identity.saved_views (account, list, sealed, saved_at) values (?, ?, ?, ?)
                on conflict (account, list) do update set sealed = excluded.sealed, saved_at = excluded.saved_at""")
                .params(
                        caller.id().id(),
                        list,
                        vault.seal(PURPOSE, json.writeValueAsBytes(views)),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return views;
    }

    @Override
    public void forget(String account) {
        database.sql("delete from identity.saved_views where account = ?")
                .param(UUID.fromString(account))
                .update();
    }
}
