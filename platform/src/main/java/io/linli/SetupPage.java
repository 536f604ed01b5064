package io.linli;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the one-time link leads that {@code serve} prints: a form for the first administrator. */
@Hidden
@RestController
@SuppressWarnings("InlineFormatString") // a page is easier to read apart from the code
class SetupPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
            <style>
            :root { color-scheme: light dark }
            body { max-width: 26rem; margin: 0 auto; padding: 1rem; font: 1.1rem/1.6 system-ui, sans-serif }
            label { display: block; margin-top: 1rem }
            input, button { width: 100%%; box-sizing: border-box; padding: .6rem; font: inherit }
            button { margin-top: 1.5rem; background: #0b57d0; color: #fff; border: 0; border-radius: .5rem }
            </style></head><body>
            <p><a href="?lang=%s">%s</a></p>
            <h1>%s</h1><p>%s</p>
            <form id="form">
            <label>%s<input name="username" autocomplete="username" required maxlength="64" pattern="[a-z0-9._\\-]+"></label>
            <label>%s<input name="name" autocomplete="name" required maxlength="100"></label>
            <label>%s<input name="password" type="password" autocomplete="new-password" required></label>
            <button>%s</button></form>
            <p id="answer" role="status"></p><p id="next" hidden><a href="/desk/">%s</a></p>
            <script>
            const form = document.getElementById('form'), answer = document.getElementById('answer')
            form.addEventListener('submit', async (event) => {
              event.preventDefault()
              const token = location.pathname.split('/')[2]
              const cookie = document.cookie.split('; ').find((one) => one.startsWith('XSRF-TOKEN='))
              const response = await fetch('/api/setup/' + token, {
                method: 'POST',
                headers: {
                  'Content-Type': 'application/json',
                  'Accept-Language': document.documentElement.lang,
                  'X-XSRF-TOKEN': cookie ? cookie.substring('XSRF-TOKEN='.length) : '',
                },
                body: JSON.stringify(Object.fromEntries(new FormData(form))),
              })
              if (response.ok) {
                form.hidden = true
                document.getElementById('next').hidden = false
                answer.textContent = %s
              } else {
                const problem = await response.json()
                answer.textContent = problem.errors ? problem.errors.map((one) => one.message).join(' ') : problem.detail
              }
            })
            </script></body></html>
            """;

    private final MessageSource messages;

    SetupPage(MessageSource messages) {
        this.messages = messages;
    }

    @GetMapping("/setup/{token}")
    ResponseEntity<String> page(@RequestParam @Nullable String lang, Locale asked) {
        var language = lang == null ? asked : lang.equals("en") ? Locale.ENGLISH : Locale.CHINESE;
        var english = language.getLanguage().equals("en");
        var page = PAGE.formatted(
                english ? "en" : "zh-CN",
                text("title", language),
                english ? "zh" : "en",
                text("other-language", language),
                text("title", language),
                text("why", language),
                text("username", language),
                text("name", language),
                text("password", language),
                text("make", language),
                text("sign-in", language),
                "'" + text("done", language) + "'");
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Referrer-Policy", "no-referrer") // the address itself is a secret
                .body(page);
    }

    private String text(String key, Locale language) {
        return htmlEscape(messages.getMessage("setup." + key, null, language));
    }
}
