using LogStats.Faults;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat.Directories;

namespace LogStats.Tests.Tstat.Directories;

/// <summary>Directories as tstat makes them, and a clock that stands still some time after.</summary>
internal sealed class TstatTree : IDisposable
{
    public static readonly DateTimeOffset Now = new(2020, 6, 11, 12, 30, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    public string Root => _folder.Path;

    public FixedClock Clock { get; } = new(Now);

    public List<LogStatsException> Faults { get; } = [];

    public string Path(string name) => _folder.File(name);

    /// <summary>A directory that was last written to some time ago; its files hold their names.</summary>
    public string Add(string name, TimeSpan ago, params string[] files)
    {
        string path = Directory.CreateDirectory(Path(name)).FullName;
        foreach (string file in files)
        {
            File.WriteAllText(System.IO.Path.Join(path, file), file);
        }

        Age(name, ago);
        return path;
    }

    /// <summary>A directory with the two logs of flows, last written to an hour ago.</summary>
    public string Hour(string name) => Add(name, TimeSpan.FromHours(1), "log_tcp_complete", "log_udp_complete");

    /// <summary>Marks it once its logs were whole.</summary>
    public void Mark(string name, TimeSpan ago)
    {
        foreach (string log in Directory.EnumerateFiles(Path(name), "log_*"))
        {
            File.SetLastWriteTimeUtc(log, (Now - ago).UtcDateTime);
        }

        string path = Path(System.IO.Path.Join(name, ".processed"));
        File.WriteAllText(path, "processed");
        File.SetLastWriteTimeUtc(path, (Now - ago).UtcDateTime);
    }

    /// <summary>Makes it all as old as that, the directory last.</summary>
    public void Age(string name, TimeSpan ago)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(Path(name)).EnumerateFileSystemInfos())
        {
            entry.LastWriteTimeUtc = (Now - ago).UtcDateTime;
        }

        Directory.SetLastWriteTimeUtc(Path(name), (Now - ago).UtcDateTime);
    }

    public TstatDirectory[] Find(string? root = null, TimeSpan? quiet = null)
        => [.. TstatDirectories.Find(root ?? Root, Clock, quiet ?? TstatDirectories.UsualQuietTime, Faults.Add, CancellationToken.None)];

    public TstatDirectory Read(string name, TimeSpan? quiet = null) => TstatDirectory.Read(Path(name), Clock, quiet);

    public void Dispose() => _folder.Dispose();
}
