namespace LogStats.Agent.Inputs;

/// <summary>Where a directory lies, whatever links lead to it: it has one name, and what is remembered of it is found again.</summary>
internal static class RealDirectory
{
    private const int MostLinks = 40;

    /// <summary>The path itself from where on it cannot be looked at: whoever opens it says so better.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            for (int links = 0; links < MostLinks; links++)
            {
                if (FirstLink(full) is not { } followed)
                {
                    return full;
                }

                full = followed;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Links in a circle, or a folder that is closed.
        }

        return full;
    }

    /// <summary>The path with the first link in it followed; null where there is none.</summary>
    private static string? FirstLink(string full)
    {
        string root = Path.GetPathRoot(full) ?? "";
        string at = root;
        string[] parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int part = 0; part < parts.Length; part++)
        {
            at = Path.Join(at, parts[part]);
            if (new DirectoryInfo(at).ResolveLinkTarget(returnFinalTarget: false) is { } target)
            {
                return Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Join([target.FullName, .. parts[(part + 1)..]])));
            }
        }

        return null;
    }
}
