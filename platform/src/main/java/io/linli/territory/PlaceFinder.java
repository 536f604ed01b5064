package io.linli.territory;

import java.util.Optional;

/** Finds in a text the area that it speaks of. */
interface PlaceFinder {

    Optional<AreaCode> find(String text);
}
