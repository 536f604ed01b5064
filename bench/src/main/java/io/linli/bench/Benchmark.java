package io.linli.bench;

/**
 * Something that can be measured by {@code ./linli bench NAME}. Found by {@link java.util.ServiceLoader}, so it is a
 * public class with a constructor without parameters, named in {@code META-INF/services}.
 */
public interface Benchmark {

    /** The word on the command line, and the name of the file of its results. */
    String name();

    /** One sentence for the list and for the page. */
    String about();

    void run(Bench bench) throws Exception;
}
