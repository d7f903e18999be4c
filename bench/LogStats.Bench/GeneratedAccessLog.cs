using LogStats.Bench.Logs;

namespace LogStats.Bench;

/// <summary>A generated access log in the folder for temporary files, removed when it is no longer wanted.</summary>
internal sealed class GeneratedAccessLog : IDisposable
{
    public GeneratedAccessLog(long lines, AccessLogOptions options)
    {
        Lines = lines;
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"logstats-bench-{Guid.NewGuid():N}.log");
        AccessLogGenerator.WriteFile(Path, lines, options);
    }

    public string Path { get; }

    public long Lines { get; }

    public void Dispose() => File.Delete(Path);
}
