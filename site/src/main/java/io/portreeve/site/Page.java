package io.portreeve.site;

import java.util.Set;

/**
 * A Markdown file that has become a page.
 *
 * @param title its first heading
 * @param body the markup of its content
 * @param anchors what a link into it may name after {@code #}
 */
record Page(String title, String body, Set<String> anchors) {}
