using System.IO.Compression;
using System.Text;
using LogStats.Follow;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Follow;

/// <summary>
/// A folder with logs that are really written and rotated, and one follower over them that can be stopped and started. Files get
/// times of writing from a clock of the test, one second after the other: real rotations are not microseconds apart.
/// </summary>
internal sealed class LogFolder : IFollowedLines, IDisposable
{
    private readonly TempFolder _folder = new();
    private LogFollower? _follower;
    private DateTime _time = new(2024, 5, 30, 12, 0, 0, DateTimeKind.Utc);

    public LogFolder() => Options = new FollowOptions { Paths = [File()], Store = Store };

    public MemoryCheckpoints Store { get; } = new();

    public FollowOptions Options { get; set; }

    public HandClock Clock { get; } = new();

    public List<string> Lines { get; } = [];

    /// <summary>What names each line: the file's id and the offset.</summary>
    public List<string> Keys { get; } = [];

    public List<FollowEvent> Events { get; } = [];

    /// <summary>Called for each line, before it counts as taken.</summary>
    public Action<string>? Taking { get; set; }

    public LogFollower Follower => _follower ??= new LogFollower(Options with { Tell = Events.Add }, Clock);

    public string File(string name = "app.log") => _folder.File(name);

    public bool Exists(string name = "app.log") => System.IO.File.Exists(File(name));

    public void Line(in FollowedLine line)
    {
        string text = Encoding.Latin1.GetString(line.Bytes) + (line.IsPartial ? "…" : "");
        Taking?.Invoke(text);
        Lines.Add(text);
        Keys.Add($"{line.FileId}@{line.Offset}");
        Assert.True(line.NextOffset >= line.Offset + line.Bytes.Length);
    }

    public LogFolder Append(string text, string name = "app.log")
    {
        System.IO.File.AppendAllText(File(name), text, Encoding.Latin1);
        return Stamp(name);
    }

    public LogFolder Move(string from, string to)
    {
        System.IO.File.Move(File(from), File(to), overwrite: true);
        return this;
    }

    /// <summary>Renames the log as logrotate does: each number one higher. The new one is not made.</summary>
    /// <summary>A second name for a file, as where renaming is a new name and the removal of the old one.</summary>
    public LogFolder Link(string from, string to)
    {
        using System.Diagnostics.Process ln = System.Diagnostics.Process.Start("ln", [File(from), File(to)]);
        ln.WaitForExit();
        return System.IO.File.Exists(File(to)) ? this : throw new InvalidOperationException("There is no second name.");
    }

    public LogFolder Rename()
    {
        Shift();
        return Move("app.log", "app.log.1");
    }

    public LogFolder CopyTruncate(bool keepCopy = true)
    {
        if (keepCopy)
        {
            Shift();
            System.IO.File.Copy(File(), File("app.log.1"));
            _ = Stamp("app.log.1");
        }

        return Truncate();
    }

    public LogFolder Truncate()
    {
        using (FileStream log = System.IO.File.Open(File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            log.SetLength(0);
        }

        return Stamp("app.log");
    }

    /// <summary>The clock by which files get their times is set to another time.</summary>
    public LogFolder SetClock(TimeSpan by)
    {
        _time += by;
        return this;
    }

    public LogFolder Delete(string name = "app.log")
    {
        System.IO.File.Delete(File(name));
        return this;
    }

    /// <summary>Compresses as gzip does: the time of writing stays, the plain file goes at the end.</summary>
    public LogFolder Compress(string name)
    {
        DateTime written = System.IO.File.GetLastWriteTimeUtc(File(name));
        System.IO.File.WriteAllBytes(File(name + ".gz"), TempFolder.Gzip(System.IO.File.ReadAllBytes(File(name))));
        System.IO.File.SetLastWriteTimeUtc(File(name + ".gz"), written);
        return Delete(name);
    }

    /// <summary>Ends the process without a word and starts another.</summary>
    public LogFolder Stop()
    {
        _follower?.Dispose();
        _follower = null;
        return this;
    }

    public LogFolder Commit()
    {
        Assert.True(Follower.CommitAsync().IsCompletedSuccessfully);
        return this;
    }

    public bool Look() => Follower.Look(this);

    /// <summary>Looks until there is nothing more.</summary>
    public LogFolder Drain()
    {
        for (int looks = 0; looks == 0 || !Follower.IsAtEnd; looks++)
        {
            _ = Look();
            Assert.True(looks < 1000, "never at the end");
        }

        return this;
    }

    /// <summary>Everything was read and saved; then the process goes on, or is stopped until the next look.</summary>
    public LogFolder Settle(bool stopped)
    {
        _ = Drain().Commit();
        return stopped ? Stop() : this;
    }

    /// <summary>The lines taken since the last call, in order.</summary>
    public string Taken()
    {
        string taken = string.Join(' ', Lines);
        Lines.Clear();
        return taken;
    }

    public string Told() => string.Join(' ', Events.Select(one => one.Kind));

    public void Dispose()
    {
        _follower?.Dispose();
        _folder.Dispose();
    }

    private void Shift()
    {
        for (int number = 300; number >= 1; number--)
        {
            foreach (string end in (string[])["", ".gz"])
            {
                if (Exists($"app.log.{number}{end}"))
                {
                    _ = Move($"app.log.{number}{end}", $"app.log.{number + 1}{end}");
                }
            }
        }
    }

    private LogFolder Stamp(string name)
    {
        _time = _time.AddSeconds(1);
        System.IO.File.SetLastWriteTimeUtc(File(name), _time);
        return this;
    }
}
