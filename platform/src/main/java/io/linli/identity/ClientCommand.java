package io.linli.identity;

import io.linli.problem.ProblemException;
import io.linli.settings.BothLanguages;
import io.linli.settings.OnData;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./linli client add NAME --scope …}: opens an account for a program and shows its secret, this once. */
@Command(name = "client", mixinStandardHelpOptions = true, subcommands = ClientCommand.Add.class)
final class ClientCommand implements Callable<Integer> {

    private static final BothLanguages TEXTS = BothLanguages.of("messages/identity-commands");

    private @Nullable CommandSpec spec;

    @Spec
    void spec(CommandSpec mine) {
        mine.resourceBundle(TEXTS);
        spec = mine;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return 2;
    }

    @Command(name = "add", mixinStandardHelpOptions = true)
    static final class Add implements OnData {

        @Parameters(paramLabel = "NAME", descriptionKey = "name")
        private String name = "";

        @Option(names = "--scope", required = true, descriptionKey = "scope")
        private Set<String> scopes = Set.of();

        @Option(names = "--reports-per-hour", descriptionKey = "reports-per-hour")
        private @Nullable Integer reportsPerHour;

        private @Nullable CommandSpec spec;

        @Spec
        void spec(CommandSpec mine) {
            mine.resourceBundle(TEXTS);
            spec = mine;
        }

        @Override
        public int call(ApplicationContext application) {
            if (spec == null) {
                throw new IllegalStateException("Picocli fills this");
            }
            var secret = MachineClients.newSecret();
            try {
                application.getBean(MachineClients.class).add(name, scopes, reportsPerHour, secret);
            } catch (ProblemException refused) {
                explain(
                        refused,
                        application.getBean(MessageSource.class),
                        spec.commandLine().getErr());
                return 1;
            }
            var out = spec.commandLine().getOut();
            out.println(TEXTS.say("added", name, secret));
            out.flush();
            return 0;
        }

        private static void explain(ProblemException refused, MessageSource messages, PrintWriter err) {
            err.println("linli: " + refused.told(messages, Locale.CHINESE) + " · "
                    + refused.told(messages, Locale.ENGLISH));
            err.flush();
        }
    }
}
