package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.settings.OnData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.security.crypto.password.PasswordEncoder;
import picocli.CommandLine;

/** {@code ./linli client add}. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class ClientCommandTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    MachineClients clients;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    Directory directory;

    private final StringWriter told = new StringWriter();

    @Test
    void opensAClientWithItsScopesAndTellsTheSecretOnce() {
        var name = SomeAccounts.name();

        assertThat(run(name, "--scope", "files:upload", "--scope", "territory:import", "--reports-per-hour", "0"))
                .isZero();

        var secret = Pattern.compile("secret (\\S{32}) ").matcher(told.toString());
        assertThat(secret.find()).as(told.toString()).isTrue();
        var client = java.util.Objects.requireNonNull(clients.findByClientId(name));
        assertThat(client.getScopes()).containsExactlyInAnyOrder("files:upload", "territory:import");
        assertThat(passwords.matches(secret.group(1), client.getClientSecret())).isTrue();
        assertThat(directory.account(AccountId.of(client.getId())).orElseThrow().reportsPerHour())
                .isZero();
    }

    @Test
    void refusesAScopeThatThereIsNot() {
        var name = SomeAccounts.name();

        assertThat(run(name, "--scope", "incident:everything")).isEqualTo(1);

        assertThat(told.toString()).contains("incident:everything").containsPattern("\\p{IsHan}.* · .*[a-z]");
        assertThat(clients.knows(name)).isFalse();
    }

    @Test
    void refusesANameThatIsTaken() {
        var name = SomeAccounts.name();
        assertThat(run(name, "--scope", "territory:import")).isZero();

        assertThat(run(name, "--scope", "territory:import")).isEqualTo(1);

        assertThat(told.toString()).contains(name).containsPattern("\\p{IsHan}.* · .*[a-z]");
    }

    @Test
    void refusesANameThatIsNone() {
        assertThat(run("Not A Name", "--scope", "territory:import")).isEqualTo(1);

        assertThat(told.toString()).containsPattern("\\p{IsHan}.* · .*[a-z]");
    }

    @Test
    void refusesFewerThanNoReports() {
        var name = SomeAccounts.name();

        assertThat(run(name, "--scope", "territory:import", "--reports-per-hour", "-1"))
                .isEqualTo(1);

        assertThat(told.toString()).contains("0").containsPattern("\\p{IsHan}.* · .*[a-z]");
        assertThat(clients.knows(name)).isFalse();
    }

    @Test
    void wantsAScope() {
        assertThat(run(SomeAccounts.name())).isEqualTo(2);
        assertThat(told.toString()).contains("--scope");
    }

    private int run(String... words) {
        var line = new CommandLine(new ClientCommand());
        line.setOut(new PrintWriter(told, true)).setErr(new PrintWriter(told, true));
        line.setExecutionStrategy(parsed -> {
            try {
                return ((OnData) parsed.asCommandLineList().getLast().getCommand()).call(application);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        var all = new String[words.length + 1];
        all[0] = "add";
        System.arraycopy(words, 0, all, 1, words.length);
        return line.execute(all);
    }
}
