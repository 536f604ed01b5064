package io.linli.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page that is made by the machine, between two marks: checked in each build, rewritten by {@code ./linli docs}. */
public final class Generated {

    private Generated() {}

    public static void check(Path page, String name, String made) throws IOException {
        var begin = "<!-- made by ./linli docs: " + name + " -->\n";
        var end = "<!-- end of " + name + " -->";
        var text = Files.readString(page);
        assertThat(text).as(page + " lacks the marks of " + name).contains(begin, end);
        var wanted = text.substring(0, text.indexOf(begin) + begin.length())
                + "\n" + made.strip() + "\n\n"
                + text.substring(text.indexOf(end));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, wanted);
        } else {
            assertThat(text).as(page + " is old: run ./linli docs").isEqualTo(wanted);
        }
    }
}
