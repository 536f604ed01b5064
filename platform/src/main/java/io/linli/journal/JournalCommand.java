package io.linli.journal;

import io.linli.journal.JournalEntry.Position;
import io.linli.settings.BothLanguages;
import io.linli.settings.OnData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./linli journal status} tells how far the readers are; {@code skip} leads one past an entry it cannot read. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        subcommands = {JournalCommand.Status.class, JournalCommand.Skip.class})
final class JournalCommand implements Runnable {

    private static final BothLanguages TEXTS = BothLanguages.of("messages/journal-commands");

    private @Nullable CommandSpec spec;

    @Spec
    void spec(CommandSpec mine) {
        mine.resourceBundle(TEXTS);
        spec = mine;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }

    /** Says what it did in both languages. */
    abstract static class Saying implements OnData {

        private @Nullable CommandSpec spec;

        @Spec
        void spec(CommandSpec mine) {
            mine.resourceBundle(TEXTS);
            spec = mine;
        }

        /** The readers stay where the server left them: what comes next is read when it runs again. */
        @Override
        public List<String> settings() {
            return List.of("--linli.journal.pump=false");
        }

        final PrintWriter out() {
            return line().getOut();
        }

        final void refuse(String key, Object... details) {
            line().getErr().println("linli: " + TEXTS.say(key, details));
            line().getErr().flush();
        }

        private CommandLine line() {
            if (spec == null) {
                throw new IllegalStateException("Picocli fills this");
            }
            return spec.commandLine();
        }
    }

    @Command(name = "status", mixinStandardHelpOptions = true)
    static final class Status extends Saying {

        @Override
        public int call(ApplicationContext application) {
            var aside = application.getBean(Aside.class);
            for (var standing : aside.standings()) {
                var next = standing.next();
                out().println(TEXTS.say(
                        next == null ? "status.done" : "status.waiting",
                        standing.reader(),
                        standing.lag().entries(),
                        standing.lag().time().toSeconds(),
                        next == null ? "" : next.position(),
                        next == null ? "" : next.type()));
            }
            for (var decision : aside.decisions()) {
                out().println(TEXTS.say(
                        decision.handedAgain() ? "status.handed-again" : "status.aside",
                        decision.reader(),
                        decision.position(),
                        decision.type(),
                        decision.by(),
                        decision.reason()));
            }
            out().flush();
            return 0;
        }
    }

    @Command(name = "skip", mixinStandardHelpOptions = true)
    static final class Skip extends Saying {

        @Parameters(index = "0", paramLabel = "READER", descriptionKey = "reader")
        private String reader = "";

        @Parameters(index = "1", paramLabel = "POSITION", descriptionKey = "position")
        private String position = "";

        @Option(names = "--reason", required = true, descriptionKey = "reason")
        private String reason = "";

        @Override
        public int call(ApplicationContext application) {
            var why = reason.strip();
            if (why.isEmpty() || why.length() > Aside.LONGEST_REASON) {
                refuse("refused.reason", Aside.LONGEST_REASON);
                return 2;
            }
            var at = Position.read(position);
            if (at.isEmpty()) {
                refuse("refused.position", position);
                return 2;
            }
            var outcome =
                    application.getBean(Aside.class).set(reader, at.get(), why, System.getProperty("user.name", "?"));
            if (outcome != Aside.Outcome.SET_ASIDE) {
                refuse("refused." + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), reader, at.get());
                return 1;
            }
            out().println(TEXTS.say("skipped", reader, at.get()));
            out().flush();
            return 0;
        }
    }
}
