package io.linli.territory;

import io.linli.problem.ProblemException;
import io.linli.settings.BothLanguages;
import io.linli.settings.OnData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./linli import divisions|boundaries|places --file F}: data of the ground from files. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        resourceBundle = ImportCommand.TEXTS,
        subcommands = {ImportCommand.OfDivisions.class, ImportCommand.OfBoundaries.class, ImportCommand.OfPlaces.class})
final class ImportCommand implements Runnable {

    static final String TEXTS = "territory.import";

    private static final int MOST_SHOWN = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }

    /** One of the imports: reads files one after the other and tells in both languages what became of them. */
    abstract static class Import implements OnData {

        @Option(names = "--file", required = true, arity = "1..*", descriptionKey = "file")
        private List<Path> files = List.of();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public int call(ApplicationContext application) throws IOException {
            var good = true;
            for (var file : files) {
                try (var content = new BufferedInputStream(Files.newInputStream(file))) {
                    good &= read(application, content);
                } catch (NoSuchFileException e) {
                    tell("import.no-such-file", file);
                    good = false;
                } catch (ProblemException e) {
                    explain(e, application);
                    good = false;
                }
            }
            return good ? 0 : 1;
        }

        /** Tells whether all of it was good. */
        abstract boolean read(ApplicationContext application, InputStream content);

        final void show(RowImport.Result result) {
            result.errors().stream()
                    .limit(MOST_SHOWN)
                    .forEach(error -> tell(
                            "import.row",
                            error.line(),
                            error.field() == null ? "–" : error.field(),
                            error.value(),
                            say("import.reason." + key(error.reason().name()))));
            if (result.refused() > MOST_SHOWN) {
                tell("import.more", result.refused() - MOST_SHOWN);
            }
            tell(
                    "import.result",
                    result.rows(),
                    result.added(),
                    result.changed(),
                    result.unchanged(),
                    result.elsewhere(),
                    result.refused());
        }

        final void progress(long rows) {
            err().print("\r" + say("import.progress", rows));
            err().flush();
        }

        final AreaCode area(String code) {
            if (!AreaCode.isValid(code)) {
                throw new ParameterException(spec().commandLine(), say("import.not-a-code", code));
            }
            return new AreaCode(code);
        }

        final void tell(String key, Object... details) {
            err().println(say(key, details));
        }

        private void explain(ProblemException refused, MessageSource messages) {
            if (refused.reasons().isEmpty()) {
                err().println(told(refused, messages));
                return;
            }
            refused.reasons().stream()
                    .limit(MOST_SHOWN)
                    .forEach(reason -> err().println(reason.field() + ": " + told(reason, messages)));
            tell("import.faults", refused.reasons().size());
        }

        private static String told(ProblemException refused, MessageSource messages) {
            return refused.told(messages, Locale.CHINESE) + " · " + refused.told(messages, Locale.ENGLISH);
        }

        private static String say(String key, Object... details) {
            return BothLanguages.of("messages/territory").say(key, details);
        }

        private static String key(String name) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private PrintWriter err() {
            return spec().commandLine().getErr();
        }

        private CommandSpec spec() {
            if (spec == null) {
                throw new IllegalStateException("Picocli fills this");
            }
            return spec;
        }
    }

    @Command(name = "divisions", mixinStandardHelpOptions = true, resourceBundle = TEXTS)
    static final class OfDivisions extends Import {

        @Option(names = "--region", descriptionKey = "region")
        private @Nullable String region;

        @Override
        boolean read(ApplicationContext application, InputStream content) {
            var result = application
                    .getBean(DivisionImport.class)
                    .read(content, region == null ? null : area(region), this::progress);
            tell("import.done");
            show(result);
            return result.refused() == 0;
        }
    }

    @Command(name = "boundaries", mixinStandardHelpOptions = true, resourceBundle = TEXTS)
    static final class OfBoundaries extends Import {

        @Option(names = "--crs", required = true, descriptionKey = "crs")
        private String crs = "";

        @Option(names = "--schematic", descriptionKey = "schematic")
        private boolean schematic;

        @Option(names = "--dry-run", descriptionKey = "dry-run")
        private boolean dryRun;

        @Override
        boolean read(ApplicationContext application, InputStream content) {
            var report = application.getBean(Boundaries.class).read(content, Crs.read(crs, "--crs"), schematic, dryRun);
            tell(
                    dryRun ? "import.boundaries.would" : "import.boundaries",
                    report.features(),
                    report.added(),
                    report.changed(),
                    report.unchanged(),
                    report.ended());
            if (!report.missing().isEmpty()) {
                tell("import.boundaries.missing", report.missing());
            }
            return true;
        }
    }

    @Command(name = "places", mixinStandardHelpOptions = true, resourceBundle = TEXTS)
    static final class OfPlaces extends Import {

        @Option(names = "--crs", defaultValue = "wgs84", descriptionKey = "crs")
        private String crs = "";

        @Override
        boolean read(ApplicationContext application, InputStream content) {
            var result = application.getBean(PlaceImport.class).read(content, Crs.read(crs, "--crs"), this::progress);
            tell("import.done");
            show(result);
            return result.refused() == 0;
        }
    }
}
