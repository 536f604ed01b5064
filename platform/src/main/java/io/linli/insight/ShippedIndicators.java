package io.linli.insight;

import io.linli.countable.Countable;
import io.linli.countable.IndicatorDefinition;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds to the tree the indicators that modules come with. What is there already, changed or closed, is people's own by now. */
@Component
class ShippedIndicators implements ApplicationRunner {

    private final List<Countable> countables;
    private final Counts counts;
    private final JdbcClient database;
    private final MessageSource messages;

    ShippedIndicators(List<Countable> countables, Counts counts, JdbcClient database, MessageSource messages) {
        this.countables = countables;
        this.counts = counts;
        this.database = database;
        this.messages = messages;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (var countable : countables) {
            counts.model(countable.key()); // its reader may have nothing to read yet
            countable.indicators().forEach(each -> add(each, countable.key()));
        }
    }

    private void add(IndicatorDefinition one, String countable) {
        boolean group = one.kind() == IndicatorDefinition.Kind.GROUP;
        database.sql("""
            insert into insight.indicator (code, parent, position, name, name_en, definition, definition_en,
                kind, counted_by, numerator, denominator, countable, unit, direction, period)
            values (:code, (
                    select code from insight.indicator where code = :parent and kind = 'GROUP' and closed_at is null),
                :position, :name, :nameEn, :definition, :definitionEn, :kind, 'ENDED', '{}', '{}', :countable, :unit,
                :direction, 'MONTH')
            on conflict (code) do nothing""")
                .param("code", one.code())
                .param("parent", one.parent())
                .param("position", one.position())
                .param("name", say(one.code(), Locale.CHINESE))
                .param("nameEn", say(one.code(), Locale.ENGLISH))
                .param("definition", say(one.code() + ".definition", Locale.CHINESE))
                .param("definitionEn", say(one.code() + ".definition", Locale.ENGLISH))
                .param("kind", one.kind().name())
                .param("countable", group ? null : countable)
                .param("unit", one.unit().name())
                .param("direction", one.better().name())
                .update();
    }

    private String say(String what, Locale language) {
        return messages.getMessage("indicator." + what, null, language);
    }
}
