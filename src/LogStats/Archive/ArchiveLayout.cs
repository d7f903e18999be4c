using System.Buffers;
using LogStats.Batches;

namespace LogStats.Archive;

/// <summary>Where a file of received lines is, by what became of it: <c>web1/x.log</c>, <c>sent/web1/x.log</c> or <c>failed/web1/x.log</c>.</summary>
public static class ArchiveLayout
{
    public const string Sent = "sent";

    public const string Failed = "failed";

    internal const string ManifestEnding = ".json";

    internal const string GzipEnding = ".gz";

    private const int LongestName = 200;

    private static readonly SearchValues<char> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether a source can have that name: folders of archives are no sources.</summary>
    public static bool IsSource(ReadOnlySpan<char> name)
        => BatchName.IsValid(name) && !name.Equals(Sent, StringComparison.OrdinalIgnoreCase) && !name.Equals(Failed, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a receiver can have named a file so: what else lies there is not its own.</summary>
    internal static bool IsFile(ReadOnlySpan<char> name)
        => name.Length is > 0 and <= LongestName && name[0] != '.' && !name.ContainsAnyExcept(s_letters);

    /// <summary>The folder below which all of that state lies.</summary>
    public static string Below(string directory, ArchiveState state) => state switch
    {
        ArchiveState.Sent => Path.Join(directory, Sent),
        ArchiveState.Failed => Path.Join(directory, Failed),
        _ => directory,
    };

    /// <summary>Where a file of a source is in that state.</summary>
    public static string PathOf(string directory, ArchiveState state, string source, string name) => Path.Join(Below(directory, state), source, name);

    /// <summary>The manifest of a file, compressed since or not.</summary>
    public static string ManifestOf(string path)
        => (path.EndsWith(GzipEnding, StringComparison.Ordinal) ? path[..^GzipEnding.Length] : path) + ManifestEnding;
}
