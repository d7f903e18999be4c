using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>MaxMind's test databases, which are not part of the repository.</summary>
internal static class MaxMindFiles
{
    private static readonly string s_folder = Environment.GetEnvironmentVariable("LOGSTATS_GEOIP") is { Length: > 0 } named
        ? named : Repository.File("..", "shared", "geoip");

    public static bool Exist => Directory.Exists(Path.Join(s_folder, "test-data"));

    public static string PathOf(string name) => Path.Join(s_folder, "test-data", name + ".mmdb");

    public static IEnumerable<string> Bad => Directory.EnumerateFiles(Path.Join(s_folder, "bad-data"), "*.mmdb", SearchOption.AllDirectories);

    public static IEnumerable<string> Good => Directory.EnumerateFiles(Path.Join(s_folder, "test-data"), "*.mmdb");
}

/// <summary>A test that reads MaxMind's test databases.</summary>
internal sealed class MaxMindFactAttribute : FactAttribute
{
    public MaxMindFactAttribute() => Skip = MaxMindFiles.Exist ? null : "MaxMind's test databases are not here; LOGSTATS_GEOIP names their folder";
}

/// <summary>The same with several cases.</summary>
internal sealed class MaxMindTheoryAttribute : TheoryAttribute
{
    public MaxMindTheoryAttribute() => Skip = MaxMindFiles.Exist ? null : "MaxMind's test databases are not here; LOGSTATS_GEOIP names their folder";
}
