using System.Reflection;
using LogStats.Faults;

namespace LogStats.Agent.Demo;

/// <summary>
/// The logs that the program carries with it: what a real rsync daemon wrote, spread over three servers and three days,
/// in the three usual ways of logging, the access log of a web site, what a real pgbouncer wrote, and flows as tstat logs them.
/// </summary>
internal static class DemoSamples
{
    private const string Prefix = "Samples/";

    /// <summary>Just after the last line of them: stamps without a year are measured against it.</summary>
    private static readonly DateTime s_written = new(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes them to a folder and gives their paths. A file that is there is touched only if it is the same.</summary>
    /// <exception cref="LogStatsException">A file of that name and of other content is there, or it cannot be written.</exception>
    public static IReadOnlyList<string> WriteTo(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return [.. Names().Select(name => Write(folder, name))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(folder, error);
        }
    }

    private static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .OrderBy(name => !name.Contains("rsync", StringComparison.Ordinal)).ThenBy(name => name.Length); // The plainest has the shortest name.

    private static string Write(string folder, string name)
    {
        string path = Path.Join(folder, name[Prefix.Length..]);
        byte[] content = Content(name);
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, content);
        }
        else if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            throw Fail.Value("the demo's folder", folder, $"one without another file named '{Path.GetFileName(path)}'");
        }

        File.SetLastWriteTimeUtc(path, s_written);
        return path;
    }

    private static byte[] Content(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
