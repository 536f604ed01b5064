@NullMarked
package io.linli.residents.web;

import org.jspecify.annotations.NullMarked;
