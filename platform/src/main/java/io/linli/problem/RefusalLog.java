package io.linli.problem;

import jakarta.servlet.http.HttpServletRequest;

/** Hears of each request that was refused because its caller may not. Implemented above; works without. */
public interface RefusalLog {

    void forbidden(String problem, HttpServletRequest request);
}
