package io.linli.identity;

import static io.linli.identity.IdentityProblem.CLIENT_LIMIT_NEGATIVE;
import static io.linli.identity.IdentityProblem.CLIENT_SCOPE_UNKNOWN;

import io.linli.identity.Accounts.Opening;
import io.linli.territory.Territory;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Programs that call on their own account. What one may do is granted to it alone: permissions, which are its scopes. */
@Service
class MachineClients implements RegisteredClientRepository {

    private static final SecureRandom RANDOM = new SecureRandom();

    private record Client(UUID id, String username, String secret, Set<String> scopes) {}

    private final JdbcClient database;
    private final Accounts accounts;
    private final RolePermissions permissions;
    private final PasswordEncoder passwords;
    private final Territory territory;
    private final IdentitySettings settings;

    MachineClients(
            JdbcClient database,
            Accounts accounts,
            RolePermissions permissions,
            PasswordEncoder passwords,
            Territory territory,
            IdentitySettings settings) {
        this.database = database;
        this.accounts = accounts;
        this.permissions = permissions;
        this.passwords = passwords;
        this.territory = territory;
        this.settings = settings;
    }

    /** A secret that cannot be guessed, so that no delay after failures is needed. */
    static String newSecret() {
        var secret = new byte[24];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /**
     * Opens a client; refused when the name is taken or a scope unknown.
     *
     * @param reportsPerHour null: as the setting says; 0: no limit
     */
    @Transactional
    void add(String name, Set<String> scopes, @Nullable Integer reportsPerHour, String secret) {
        accounts.mustBeFree(name);
        var all = permissions.all();
        for (var scope : scopes) {
            if (!all.contains(scope)) {
                throw CLIENT_SCOPE_UNKNOWN.with(scope).at("scope");
            }
        }
        if (reportsPerHour != null && reportsPerHour < 0) {
            throw CLIENT_LIMIT_NEGATIVE.with(reportsPerHour).at("reportsPerHour");
        }
        open(name, scopes, reportsPerHour, secret);
    }

    @Transactional
    void open(String name, Set<String> scopes, @Nullable Integer reportsPerHour, String secret) {
        var post = new Post(Role.MACHINE, territory.root(), null);
        accounts.open(List.of(new Opening(name, AccountKind.MACHINE, passwords.encode(secret), null, List.of(post))));
        database.sql("update identity.account set scopes = ?, reports_per_hour = ? where username = ?")
                .params(Arrays.asList(scopes.toArray(String[]::new), reportsPerHour, name))
                .update();
    }

    boolean knows(String name) {
        return findByClientId(name) != null;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are opened by the operator");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return found("id = ?::uuid", id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String name) {
        return found("username = ?", name);
    }

    private @Nullable RegisteredClient found(String condition, String value) {
        return database.sql("select id, username, secret, scopes from identity.account"
                        + " where kind = 'MACHINE' and locked_at is null and secret is not null and " + condition)
                .param(value)
                .query((row, n) ->
                        new Client(row.getObject(1, UUID.class), row.getString(2), row.getString(3), Set.of((String[])
                                row.getArray(4).getArray())))
                .optional()
                .map(this::registered)
                .orElse(null);
    }

    private RegisteredClient registered(Client client) {
        return RegisteredClient.withId(client.id().toString())
                .clientId(client.username())
                .clientSecret(client.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.token())
                        .build())
                .build();
    }
}
