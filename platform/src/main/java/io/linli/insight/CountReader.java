package io.linli.insight;

import io.linli.countable.Countable;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes one generation of what one countable counts, of the events of the journal. Each has a place of its own there: what a
 * new release brings is counted from the first event, and an older release beside it reads nothing in its stead.
 */
final class CountReader implements JournalReader {

    private final Countable countable;
    private final int generation;
    private final Counts counts;

    CountReader(Countable countable, int generation, Counts counts) {
        this.countable = countable;
        this.generation = generation;
        this.counts = counts;
    }

    static String name(String key, int generation) {
        return "insight-counts-" + key + "-" + generation;
    }

    @Override
    public String name() {
        return name(countable.key(), generation);
    }

    @Override
    public int most() {
        return 2_000;
    }

    @Override
    public void read(List<JournalEntry> entries) {
        var key = countable.key();
        var model = counts.model(key);
        boolean shown = model.active() == generation;
        if (!shown && !model.recounting()) {
            counts.clear(key, generation); // so that the next recount need not
            return;
        }
        counts.add(key, generation, countable.counts(entries));
        var last = entries.getLast().position();
        counts.progressed(key, generation, last);
        if (!shown
                && counts.progress(key, model.active())
                        .filter(other -> last.compareTo(other) < 0)
                        .isEmpty()) {
            counts.show(key, generation);
        }
    }

    /** Both generations of each countable that a module brings, by whatever name. */
    @Configuration(proxyBeanMethods = false)
    static class Readers {

        @Bean
        static BeanFactoryPostProcessor countReaders() {
            return beans -> {
                for (var countable : beans.getBeanNamesForType(Countable.class, true, false)) {
                    add(beans, countable, 0);
                    add(beans, countable, 1);
                }
            };
        }

        private static void add(ConfigurableListableBeanFactory beans, String countable, int generation) {
            var reader = new RootBeanDefinition(
                    CountReader.class,
                    () -> new CountReader(
                            beans.getBean(countable, Countable.class), generation, beans.getBean(Counts.class)));
            ((BeanDefinitionRegistry) beans).registerBeanDefinition(countable + "Reader" + generation, reader);
        }
    }
}
