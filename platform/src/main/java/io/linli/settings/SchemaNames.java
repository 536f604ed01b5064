package io.linli.settings;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the types of the interface are called in its description. A type is called as in the source, one within another by
 * both: a controller's by the controller's name. Where two would be called the same, each is told apart by its module,
 * and within one module by the whole names of what it stands in; which was met first makes no difference.
 */
final class SchemaNames {

    private static final String OURS = "io.linli.";

    private final Map<Class<?>, String> shared;

    /** Of all types that these methods take and answer with. */
    SchemaNames(Collection<Method> methods) {
        var types = new LinkedHashSet<Class<?>>();
        for (var method : methods) {
            reach(method.getGenericReturnType(), types);
            Arrays.stream(method.getGenericParameterTypes()).forEach(type -> reach(type, types));
        }
        this.shared = shared(types);
    }

    /** @param plain as it is called when it shares its name with none */
    String of(Class<?> type, String plain) {
        return shared.getOrDefault(type, plain);
    }

    static String plain(Class<?> type, String simple) {
        var outer = type.getEnclosingClass();
        return outer == null ? simple : outer.getSimpleName().replace("Controller", "") + simple;
    }

    static Map<Class<?>, String> shared(Set<Class<?>> types) {
        var names = new HashMap<Class<?>, String>();
        types.stream()
                .collect(Collectors.groupingBy(type -> plain(type, type.getSimpleName())))
                .forEach((plain, same) -> {
                    if (same.size() > 1) {
                        same.forEach(type -> names.put(type, apart(type, plain, same)));
                    }
                });
        return names;
    }

    private static String apart(Class<?> type, String plain, List<Class<?>> same) {
        if (isAlone(type, same, SchemaNames::module)) {
            return module(type) + plain;
        }
        return isAlone(type, same, SchemaNames::whole)
                ? module(type) + whole(type)
                : Objects.requireNonNull(type.getCanonicalName()).replace('.', '_');
    }

    private static boolean isAlone(Class<?> type, List<Class<?>> same, Function<Class<?>, String> name) {
        return same.stream()
                        .filter(other -> name.apply(other).equals(name.apply(type)))
                        .count()
                == 1;
    }

    private static String module(Class<?> type) {
        var name = type.getPackageName().replaceFirst("^io\\.linli\\.", "").replaceFirst("\\..*", "");
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String whole(Class<?> type) {
        var outer = type.getEnclosingClass();
        return (outer == null ? "" : whole(outer)) + type.getSimpleName();
    }

    private static void reach(Type type, Set<Class<?>> found) {
        switch (type) {
            case Class<?> one when one.isArray() -> reach(one.getComponentType(), found);
            case Class<?> one
            when one.isRecord() && one.getName().startsWith(OURS) -> {
                if (found.add(one)) {
                    Arrays.stream(one.getRecordComponents())
                            .map(RecordComponent::getGenericType)
                            .forEach(part -> reach(part, found));
                }
            }
            case Class<?> one
            when one.isSealed() && one.getName().startsWith(OURS) ->
                Arrays.stream(one.getPermittedSubclasses()).forEach(part -> reach(part, found));
            case ParameterizedType generic -> {
                reach(generic.getRawType(), found);
                Arrays.stream(generic.getActualTypeArguments()).forEach(part -> reach(part, found));
            }
            case GenericArrayType array -> reach(array.getGenericComponentType(), found);
            case WildcardType any -> Arrays.stream(any.getUpperBounds()).forEach(part -> reach(part, found));
            default -> {} // a number, a text, what Spring hands in
        }
    }
}
