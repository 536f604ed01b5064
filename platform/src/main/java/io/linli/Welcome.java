package io.linli;

import io.linli.identity.FirstAdministrator;
import io.linli.settings.BothLanguages;
import io.linli.settings.DemoPassword;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** What a person at the terminal is told once the server answers. It does not go into any log. */
final class Welcome {

    private static final BothLanguages TEXTS = BothLanguages.of("messages/commands");

    private Welcome() {}

    static void print(ApplicationContext application, @Nullable DemoPassword password) {
        var settings = application.getEnvironment();
        var out = System.out;
        var secure = settings.containsProperty("server.ssl.bundle");
        var port = settings.getProperty("local.server.port", "8080");
        out.println();
        say(out, password == null ? "welcome.serve" : "welcome.run");
        out.println();
        var address = (secure ? "https" : "http") + "://localhost:" + port + "/";
        out.println("    " + address);
        out.println();
        if (password == null) {
            application
                    .getBean(FirstAdministrator.class)
                    .invite()
                    .ifPresent(token -> say(out, "welcome.setup", address + "setup/" + token));
        }
        if (password != null) {
            say(out, "welcome.accounts");
            say(
                    out,
                    password.ours() ? "welcome.password" : "welcome.password-given",
                    password.value(),
                    password.file());
        }
        say(out, "welcome.data", settings.getProperty("linli.data-dir", ""));
        say(out, "welcome.stop");
        out.flush();
    }

    private static void say(PrintStream out, String text, Object... details) {
        out.println(TEXTS.say(text, details));
    }
}
