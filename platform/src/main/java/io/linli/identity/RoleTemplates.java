package io.linli.identity;

import io.linli.territory.AreaLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/** What the role of each level of the ground is for, may do, and finds in its menu: a template for those who serve there. */
@Service
public class RoleTemplates {

    private final RolePermissions permissions;
    private final List<Row> rows = rows();

    RoleTemplates(RolePermissions permissions) {
        this.permissions = permissions;
    }

    /**
     * The role of one level.
     *
     * @param function what the level is for; not every level has a word for it
     * @param menus the parts of the product in which it may do something
     */
    public record Template(
            AreaLevel level, Role role, @Nullable String function, List<String> menus, List<String> permissions) {}

    private record Row(AreaLevel level, Role role, String chinese, String english) {}

    /** From the largest area down. */
    public List<Template> all(Locale language) {
        boolean english = Locale.ENGLISH.getLanguage().equals(language.getLanguage());
        return rows.stream()
                .map(row -> {
                    var function = english ? row.english() : row.chinese();
                    var may = permissions.of(row.role()).stream().sorted().toList();
                    return new Template(
                            row.level(), row.role(), function.isEmpty() ? null : function, Caller.menus(may), may);
                })
                .toList();
    }

    private static List<Row> rows() {
        try (var file = new ClassPathResource("identity/role_templates.csv").getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Row(AreaLevel.valueOf(cells[0]), Role.valueOf(cells[1]), cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
