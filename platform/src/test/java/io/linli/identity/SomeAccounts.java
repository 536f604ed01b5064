package io.linli.identity;

import io.linli.identity.Accounts.Opening;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Accounts of the tests' own, each with a name that no other test has. */
public final class SomeAccounts {

    public static final String PASSWORD = "correct horse battery";

    private SomeAccounts() {}

    public static String name() {
        return "test-" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** Somebody who can sign in, in a post at that area. */
    public static String opened(ApplicationContext context, Role role, String area) {
        var name = name();
        var secret = context.getBean(PasswordEncoder.class).encode(PASSWORD);
        var post = new Post(role, new AreaCode(area), null);
        context.getBean(Accounts.class)
                .open(List.of(new Opening(name, AccountKind.PERSON, secret, "示例", List.of(post))));
        return name;
    }

    /** Many residents of one area, whom nobody signs in as. */
    public static List<String> residents(ApplicationContext context, String area, int many) {
        var post = new Post(Role.RESIDENT, new AreaCode(area), null);
        var openings = Stream.generate(SomeAccounts::name)
                .limit(many)
                .map(name -> new Opening(name, AccountKind.PERSON, null, "示例", List.of(post)))
                .toList();
        context.getBean(Accounts.class).open(openings);
        return openings.stream().map(Opening::username).toList();
    }

    /** A machine client. */
    public static String client(ApplicationContext context, String secret, Set<String> scopes) {
        var name = name();
        context.getBean(MachineClients.class).add(name, scopes, null, secret);
        return name;
    }

    /** That account may make so many reports in an hour; to be said before it is used. */
    public static void limit(ApplicationContext context, String username, int reportsPerHour) {
        context.getBean(JdbcClient.class)
                .sql("update identity.account set reports_per_hour = ? where username = ?")
                .params(reportsPerHour, username)
                .update();
    }

    public static void lock(ApplicationContext context, String username) {
        context.getBean(Accounts.class).lock(id(context, username), "a test");
    }

    /** Somebody acts for the holder of a post, who is away for an hour. */
    public static UUID standIn(ApplicationContext context, AccountId holder, AccountId deputy) {
        var until = context.getBean(Clock.class).instant().plusSeconds(3_600);
        return SignedIn.as(
                context,
                "admin",
                () -> context.getBean(DeputyDesk.class)
                        .name(SignedIn.caller(context, "admin"), holder, deputy, null, until));
    }

    /** The holder is back. */
    public static void back(ApplicationContext context, AccountId holder, UUID standIn) {
        SignedIn.as(context, "admin", () -> {
            context.getBean(DeputyDesk.class).end(SignedIn.caller(context, "admin"), holder, standIn);
            return standIn;
        });
    }

    public static AccountId id(ApplicationContext context, String username) {
        return context.getBean(AccountStore.class).find(username).orElseThrow().id();
    }
}
