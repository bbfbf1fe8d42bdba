package io.pardotroutes.event;

/**
 * What is wrong with a value.
 *
 * @param path where it is, in names and positions
 * @param message what is wrong, fit to follow the path; holds no value
 */
record Violation(String path, String message) {}
