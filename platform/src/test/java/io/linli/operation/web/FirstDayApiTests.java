package io.linli.operation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.linli.identity.SignedIn;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is still missing before an installation goes live. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FirstDayApiTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Test
    void saysWhatIsMissingAndWhatToDo() {
        var list = list("zh");

        assertThat(list.valueStream().map(item -> item.path("name").asString("")))
                .contains("administrators", "backup", "calendar", "messages", "posts");
        var open = list.valueStream()
                .filter(item -> !item.path("done").asBoolean(true))
                .toList();
        assertThat(open).isNotEmpty().allSatisfy(item -> {
            assertThat(item.path("text").asString("")).isNotBlank();
            assertThat(item.path("todo").asString("")).isNotBlank();
        });
        assertThat(list.get(0).path("done").asBoolean(true))
                .as("what is open comes first")
                .isFalse();
        assertThat(list("en").toString()).isNotEqualTo(list.toString()).doesNotContain("first-day.");
    }

    @Test
    void noticesAPostThatNobodyHolds() {
        var grid = "430181104203001"; // where no other test works
        var before = empty();
        var name = "demo-" + grid;
        try {
            hold(name, false);
            await().untilAsserted(() -> assertThat(empty()).isEqualTo(before + 1));
            assertThat(posts().path("todo").asString("")).isNotBlank();
        } finally {
            hold(name, true);
        }
        await().untilAsserted(() -> assertThat(empty()).isEqualTo(before));
    }

    /** Areas whose post nobody holds. */
    private int empty() {
        var found = posts();
        if (found.path("done").asBoolean(false)) {
            return 0;
        }
        var number = Pattern.compile("^([\\d,]+)").matcher(found.path("text").asString(""));
        assertThat(number.find()).as(found.toString()).isTrue();
        return Integer.parseInt(number.group(1).replace(",", ""));
    }

    @Test
    void isForOperatorsOnly() {
        call("street", "zh").expectStatus().isForbidden();
    }

    private void hold(String name, boolean held) {
        database.sql("update identity.revision set number = number + 1").update();
        database.sql("""
                update identity.account set locked_at = case when ? then null else now() end,
                    revision = (select number from identity.revision) where username = ?""").params(held, name).update();
    }

    private JsonNode posts() {
        return StreamSupport.stream(list("zh").spliterator(), false)
                .filter(item -> item.path("name").asString("").equals("posts"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode list(String language) {
        var answer = call("admin", language)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        return JsonMapper.shared()
                .readTree(String.valueOf(answer.getResponseBody()))
                .path("items");
    }

    private RestTestClient.ResponseSpec call(String who, String language) {
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(
                        server -> server.apply(springSecurity()).defaultRequest(get("/").with(SignedIn.as(who))))
                .build()
                .get()
                .uri("/api/operation/first-day")
                .header("Accept-Language", language)
                .exchange();
    }
}
