package io.linli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command that needs no application, and tells what it printed. */
public record RunCommand(int code, String out, String err) {

    public static RunCommand run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = Commands.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new RunCommand(line.execute(words), out.toString(), err.toString());
    }
}
