package io.linli.analysis.lab;

import io.linli.settings.BothLanguages;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** One thing to be tried on a file: an answer as JSON for programs, or in words. */
public abstract class LabWork implements Callable<Integer> {

    public static final String TEXTS = "messages/language-commands";

    private static final BothLanguages WORDS = BothLanguages.of(TEXTS);

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private @Nullable CommandSpec spec;

    @Spec
    void spec(CommandSpec mine) {
        mine.resourceBundle(WORDS);
        spec = mine;
    }

    @Override
    public final Integer call() {
        try {
            var found = work();
            if (json) {
                out(JsonMapper.shared().writeValueAsString(found));
            } else {
                show(found);
            }
            return 0;
        } catch (LabFile.Unfit e) {
            spec().commandLine().getErr().println("linli: " + e.getMessage());
            return 1;
        }
    }

    /** What is printed as JSON. */
    protected abstract Object work();

    /** The same in words. */
    protected void show(Object found) {
        out(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found));
    }

    protected final void out(String line) {
        var out = spec().commandLine().getOut();
        out.println(line);
        out.flush();
    }

    protected final String say(String key, Object... details) {
        return WORDS.say(key, details);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("Picocli fills this");
        }
        return spec;
    }
}
