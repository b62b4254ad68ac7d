package dev.hawkeye.console.admin;

/** Looks at a camera that is not one of the site's yet. Safe for use by many threads. */
public interface CameraProbe {
    /** The longest that a look takes, but for the lookup of a name. */
    int MOST_SECONDS = 20;

    /**
     * Opens an address from this process, and reads its first picture.
     *
     * @param url as in hawkeye.yaml
     * @param login name of a login that this process knows; null for none
     * @throws dev.hawkeye.console.http.ApiException 422 in words, when there is no picture to be had
     */
    CameraSight look(String url, String login);
}
