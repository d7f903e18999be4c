using System.Globalization;
using LogStats.Archive;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Archive.Watching;

/// <summary>
/// A receiver with its forwarder and its housekeeping, minute by minute: sources write or are silent, windows are closed, delivered or
/// fail, failed ones are delivered later, and what is old is removed. Times of files and of folders are those of the clock.
/// </summary>
internal sealed class SourceWorld(StepClock clock, Random chance) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _open = [];
    private readonly List<(long Minute, string Source, string Name, string State)> _closed = [];

    public string Root => _folder.Path;

    public long Minute { get; private set; }

    /// <summary>When each source wrote last, in minutes that passed.</summary>
    public Dictionary<string, long> Written { get; } = [];

    /// <summary>The closed files that are there, by the hour in their name.</summary>
    public ILookup<string, string> Hours => _closed.ToLookup(static one => one.Name.Split('_')[1], static one => one.Source + one.Name);

    /// <summary>A minute has passed, and the clock was set by so much.</summary>
    public void Next(IEnumerable<string> writing)
    {
        Minute++;
        foreach (string source in writing)
        {
            Write(source);
        }

        if (Minute % 5 == 0)
        {
            Deliver();
        }

        if (Minute % 30 == 0)
        {
            foreach ((_, string source, string name, string state) in _closed.Where(one => Minute - one.Minute > 300 && one.State == "sent"))
            {
                string path = Path.Join(Root, "sent", source, name);
                File.Delete(path);
                File.Delete(path + ".json");
                Stamp("sent/" + source);
            }

            _ = _closed.RemoveAll(one => Minute - one.Minute > 300 && one.State == "sent");
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string source)
    {
        DateTime local = TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, clock.LocalTimeZone);
        int window = local.Minute / 20 * 20;
        string stem = string.Create(CultureInfo.InvariantCulture, $"log_{local:yyMMddHH}_{window:00}-{window + 19:00}_10-0-0-7");
        if (_open.TryGetValue(source, out string? open) && !open.StartsWith(stem + ".", StringComparison.Ordinal))
        {
            Close(source, open);
        }

        if (!_open.TryGetValue(source, out open))
        {
            int part = 1;
            do
            {
                open = part == 1 ? $"{stem}.log" : $"{stem}.{part}.log";
                part++;
            }
            while (_closed.Exists(one => one.Source == source && one.Name == open));
            _open[source] = open;
            _ = Directory.CreateDirectory(_folder.File(source));
            File.WriteAllText(_folder.File($"{source}/{open}"), "line\n");
            Stamp(source);
        }

        File.SetLastWriteTimeUtc(_folder.File($"{source}/{open}"), clock.GetUtcNow().UtcDateTime);
        Written[source] = Minute;
    }

    private void Close(string source, string name)
    {
        PartManifest manifest = new()
        {
            Name = name, Source = source, Window = name[4..18], Lines = 3, Bytes = 5, Sha256 = new string('a', 64),
        };
        File.WriteAllBytes(_folder.File($"{source}/{name}.json"), manifest.Write());
        Stamp(source);
        _ = _open.Remove(source);
        _closed.Add((Minute, source, name, ""));
    }

    /// <summary>What waits is delivered or fails; what failed is delivered in the end.</summary>
    private void Deliver()
    {
        for (int at = 0; at < _closed.Count; at++)
        {
            (long minute, string source, string name, string state) = _closed[at];
            string to = state == "sent" || (state == "failed" && chance.Next(10) > 0) ? state : state == "" && chance.Next(5) == 0 ? "failed" : "sent";
            if (to != state)
            {
                _ = Directory.CreateDirectory(_folder.File($"{to}/{source}"));
                Stamp(to);
                File.Move(_folder.File($"{state}/{source}/{name}"), _folder.File($"{to}/{source}/{name}"));
                File.Move(_folder.File($"{state}/{source}/{name}.json"), _folder.File($"{to}/{source}/{name}.json"));
                Stamp($"{state}/{source}");
                Stamp($"{to}/{source}");
                _closed[at] = (minute, source, name, to);
            }
        }
    }

    private void Stamp(string folder)
    {
        Directory.SetLastWriteTimeUtc(_folder.File(folder), clock.GetUtcNow().UtcDateTime);
        Directory.SetLastWriteTimeUtc(Root, clock.GetUtcNow().UtcDateTime);
    }
}
