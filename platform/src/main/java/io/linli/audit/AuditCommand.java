package io.linli.audit;

import io.linli.audit.Verdict.Finding;
import io.linli.settings.BothLanguages;
import io.linli.settings.OnData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./linli audit verify|root|release}: proves that nothing was changed, and takes out months that are old. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        subcommands = {AuditCommand.Verify.class, AuditCommand.Latest.class, AuditCommand.Release.class})
final class AuditCommand implements Callable<Integer> {

    private static final BothLanguages TEXTS = BothLanguages.of("messages/audit-commands");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

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

    abstract static class Work implements OnData {

        private @Nullable CommandSpec spec;

        @Spec
        void spec(CommandSpec mine) {
            mine.resourceBundle(TEXTS);
            spec = mine;
        }

        final void tell(String key, @Nullable Object... details) {
            if (spec == null) {
                throw new IllegalStateException("Picocli fills this");
            }
            var out = spec.commandLine().getOut();
            out.println(TEXTS.say(
                    key,
                    Arrays.stream(details)
                            .map(detail -> detail == null ? "–" : detail)
                            .toArray()));
            out.flush();
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true)
    static final class Verify extends Work {

        @Option(names = "--root", descriptionKey = "root")
        private @Nullable String noted;

        @Override
        public int call(ApplicationContext application) {
            var verdict = application.getBean(Verifier.class).verify(noted);
            verdict.findings().forEach(this::tell);
            tell(
                    verdict.isWhole() ? "verify.whole" : "verify.not-whole",
                    verdict.roots(),
                    verdict.rows(),
                    verdict.waiting(),
                    verdict.released(),
                    verdict.erased(),
                    verdict.findings().size());
            return verdict.isWhole() ? 0 : 1;
        }

        private void tell(Finding finding) {
            var key = finding.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
            tell(
                    "verify." + key,
                    finding.number(),
                    finding.sealedAt() == null ? null : SECOND.format(finding.sealedAt()),
                    finding.record(),
                    finding.detail());
        }
    }

    @Command(name = "root", mixinStandardHelpOptions = true)
    static final class Latest extends Work {

        @Override
        public int call(ApplicationContext application) {
            application
                    .getBean(Audit.class)
                    .latestRoot()
                    .ifPresentOrElse(
                            root -> tell("root.latest", root.words(), SECOND.format(root.sealedAt())),
                            () -> tell("root.none"));
            return 0;
        }
    }

    @Command(name = "release", mixinStandardHelpOptions = true)
    static final class Release extends Work {

        @Parameters(paramLabel = "YYYY-MM", descriptionKey = "month")
        private YearMonth month = YearMonth.of(1, 1);

        @Option(names = "--to", required = true, paramLabel = "FILE", descriptionKey = "to")
        private Path file = Path.of("");

        @Override
        public int call(ApplicationContext application) throws IOException {
            var verdict = application.getBean(Verifier.class).verify(null);
            if (!verdict.isWhole()) {
                tell("release.not-whole", verdict.findings().size());
                return 1;
            }
            var release = application.getBean(MonthRelease.class);
            var refusal = release.refusal(month);
            if (refusal != null) {
                tell("release." + refusal, month, release.kept());
                return 1;
            }
            var done = release.to(month, file);
            tell("release.done", month, done.rows(), file, done.sha256());
            return 0;
        }
    }
}
