using LogStats.Bench.Logs;

namespace LogStats.Bench;

/// <summary>A generated log in the folder for temporary files, removed when it is no longer wanted.</summary>
internal sealed class GeneratedLog : IDisposable
{
    public GeneratedLog(long size, LogEnvelope.Shape envelope, long lines = long.MaxValue)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"logstats-bench-{Guid.NewGuid():N}.log");
        RsyncdLogGenerator generator = new(new RsyncdLogOptions { Envelope = envelope });
        using (FileStream file = new(Path, FileMode.CreateNew))
        {
            Lines = generator.Write(file, size, lines);
        }

        File.SetLastWriteTimeUtc(Path, generator.Time);
    }

    public string Path { get; }

    public long Lines { get; }

    public void Dispose() => File.Delete(Path);
}
