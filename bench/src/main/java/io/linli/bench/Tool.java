package io.linli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A program of the machine that takes part in a measurement. */
final class Tool {

    private Tool() {}

    /** What it prints; an error when it does not end well. */
    static String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + " ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    static String run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), List.of(command));
    }

    /** The first line that it prints when asked so; where it is not installed, a line for people. */
    static String version(String program, String question, String remedy) throws InterruptedException {
        try {
            var process = new ProcessBuilder(program, question)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor(); // wrk tells its version and ends with 1
            return said.lines().findFirst().orElse("?").strip();
        } catch (IOException e) {
            throw CannotMeasure.without(program, remedy);
        }
    }

    /** A program of the JDK that runs this. */
    static String ofJdk(String program) {
        return java.nio.file.Path.of(System.getProperty("java.home"), "bin", program)
                .toString();
    }
}
