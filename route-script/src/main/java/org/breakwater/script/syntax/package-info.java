/**
 * Front end of the Kamailio configuration language: preprocessor, lexer, parser and the syntax tree they produce.
 *
 * <p>Owns the text of a configuration and its structure, nothing of its meaning: which modules, functions,
 * parameters and pseudo-variables exist is decided by the compiler. Also splits pseudo-variable tokens
 * ({@code $(hdr(Via)[1]{s.len})}) and format strings into their parts, without evaluating them.
 *
 * <p>Pure: imports the JDK and platform.text only. Everything is immutable or confined to one call, so it may be used
 * on any thread; parsing reads files through {@link org.breakwater.script.syntax.SourceReader} and so belongs on a
 * thread that may block (start-up, check, reload), never on an event loop.
 */
package org.breakwater.script.syntax;
