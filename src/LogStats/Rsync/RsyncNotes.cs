namespace LogStats.Rsync;

/// <summary>
/// Free text that rsync is known to write between its messages: it belongs to a session and says nothing that is
/// counted. Told by its first words, or by being the name of a directory or a link, which a client's wish for verbose
/// output brings into the log; anything else is reported as unknown rather than guessed at.
/// </summary>
internal static class RsyncNotes
{
    public static bool IsNote(ReadOnlySpan<byte> text) => text.IsEmpty || text[^1] == '/' || text.IndexOf(" -> "u8) > 0 || text[0] switch
    {
        (byte)'n' => text.StartsWith("name lookup "u8),
        (byte)'r' => text.StartsWith("reverse name lookup "u8) || text.StartsWith("rename failed "u8)
            || text.StartsWith("reading "u8) || text.StartsWith("readlink"u8),
        (byte)'f' => text.StartsWith("forward name lookup "u8) || text.StartsWith("file has vanished"u8)
            || text.StartsWith("failed "u8) || text.StartsWith("file too large"u8),
        (byte)'c' => text.StartsWith("created directory "u8) || text.StartsWith("cannot delete "u8)
            || text.StartsWith("could not make way "u8),
        (byte)'d' => text.StartsWith("deleting "u8) || text.StartsWith("deleted "u8) || text.StartsWith("delete_file: "u8)
            || text.StartsWith("daemon: "u8) || text.StartsWith("directory has vanished"u8)
            || text.StartsWith("delta-transmission "u8),
        (byte)'s' => text.StartsWith("skipping "u8) || text.StartsWith("symlink has no referent"u8)
            || text.StartsWith("sender finished"u8) || text.StartsWith("send_files "u8) || text.StartsWith("stat "u8),
        (byte)'b' => text.StartsWith("backed up "u8) || text.StartsWith("backup "u8) || text.StartsWith("bind() failed"u8),
        (byte)'i' => text.StartsWith("ignoring "u8) || text.StartsWith("invalid "u8) || text.StartsWith("inflate "u8),
        (byte)'I' => text.StartsWith("IO error encountered"u8) || text.StartsWith("Invalid "u8),
        (byte)'u' => text.StartsWith("unable to "u8) || text.StartsWith("unsafe symlink"u8),
        (byte)'o' => text.StartsWith("opendir "u8) || text.StartsWith("overflow"u8),
        (byte)'p' => text.StartsWith("params.c:"u8) || text.StartsWith("parse_"u8),
        (byte)'l' => text.StartsWith("lock file "u8),
        (byte)'W' => text.StartsWith("WARNING: "u8),
        (byte)'U' => text.StartsWith("Unknown "u8) || text.StartsWith("Unable to "u8),
        (byte)'N' => text.StartsWith("Number of "u8),
        (byte)'T' => text.StartsWith("Total "u8),
        (byte)'L' => text.StartsWith("Literal data"u8),
        (byte)'M' => text.StartsWith("Matched data"u8),
        (byte)'F' => text.StartsWith("File list "u8),
        _ => false,
    };

    /// <summary>Text that tells of something gone wrong, without rsync's own prefix.</summary>
    public static bool IsDiagnostic(ReadOnlySpan<byte> text)
        => text.StartsWith("ERROR: "u8) || text.StartsWith("@ERROR"u8) || text.StartsWith("FATAL "u8);
}
