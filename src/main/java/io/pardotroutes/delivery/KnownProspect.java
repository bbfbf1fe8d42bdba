package io.pardotroutes.delivery;

/**
 * What the cache remembers of a prospect.
 *
 * @param id its Pardot id; null after a batch create, whose reply has no ids: then it is found by {@code email}
 * @param email the address it had when last read or written, lower case; null if unknown
 */
public record KnownProspect(Long id, String email) {}
