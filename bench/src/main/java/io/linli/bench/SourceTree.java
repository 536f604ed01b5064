package io.linli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured: the commit, and whether more than it lay in the tree. The results themselves and the page made of
 * them do not count.
 */
record SourceTree(String commit, boolean dirty) {

    static SourceTree at(Path home) throws IOException, InterruptedException {
        var commit = git(home, "rev-parse", "HEAD");
        var changes = git(home, "status", "--porcelain", "--", ".", ":!bench/results", ":!docs/benchmarks.md");
        return commit.isEmpty() ? new SourceTree("unknown", true) : new SourceTree(commit, !changes.isEmpty());
    }

    /** What it prints; nothing where there is no repository. */
    private static String git(Path home, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(words));
        var git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? said : "";
    }
}
