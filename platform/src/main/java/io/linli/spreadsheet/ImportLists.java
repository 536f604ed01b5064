package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.IMPORT_LIST_UNKNOWN;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The lists that modules have described. */
@Component
class ImportLists {

    private final Map<String, ImportList> lists;

    ImportLists(List<ImportList> lists, ListTexts texts) {
        lists.forEach(texts::require);
        this.lists = lists.stream().collect(Collectors.toUnmodifiableMap(ImportList::name, Function.identity()));
    }

    List<ImportList> usedBy(Authentication caller) {
        return lists.values().stream()
                .filter(list -> may(caller, list))
                .sorted(Comparator.comparing(ImportList::name))
                .toList();
    }

    Set<String> names() {
        return lists.keySet();
    }

    ImportList get(String name) {
        var list = lists.get(name);
        if (list == null) {
            throw IMPORT_LIST_UNKNOWN.with(name).at("list");
        }
        return list;
    }

    /** Asked anew at each call: a permission can be taken away between upload and confirmation. */
    ImportList get(String name, Authentication caller) {
        var list = get(name);
        if (!may(caller, list)) {
            throw new AccessDeniedException(list.permission());
        }
        return list;
    }

    private static boolean may(Authentication caller, ImportList list) {
        return caller.getAuthorities().stream()
                .anyMatch(authority -> list.permission().equals(authority.getAuthority()));
    }
}
