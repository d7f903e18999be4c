using System.Globalization;
using LogStats.Follow;
using LogStats.Sinks;

namespace LogStats.Tstat.Directories;

/// <summary>
/// How far each log was delivered: the name of its last flow that was answered. The name is made of the log's content, so that
/// another log of the same path begins anew, and one that was compressed since goes on.
/// </summary>
internal sealed class TstatProgress(ICheckpointStore? store, string name)
{
    private readonly Dictionary<string, FollowPosition> _known = new(StringComparer.Ordinal);

    /// <summary>Takes up what an earlier run kept, and drops what is done or gone.</summary>
    public async ValueTask LoadAsync()
    {
        List<string> gone = [];
        foreach (FollowPosition position in store?.Load(name) ?? [])
        {
            string folder = Path.GetDirectoryName(position.Path)!;
            if (Directory.Exists(folder) && !File.Exists(TstatNames.MarkOf(folder)))
            {
                _known[position.Path] = position;
            }
            else
            {
                gone.Add(position.Path);
            }
        }

        if (gone.Count > 0)
        {
            await store!.SaveAsync(name, [], gone, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The last flow of a log that was answered, and how many they were by then; null where none was.</summary>
    public (RecordKey Last, long Count)? Of(TstatLogFile log)
        => _known.TryGetValue(Plain(log.Path), out FollowPosition? known) && Key(known) is { } last ? (last, known.Number) : null;

    public async ValueTask SaveAsync(TstatLogFile log, RecordKey last, long count)
    {
        string path = Plain(log.Path);
        FollowPosition position = new()
        {
            Path = path,
            FileId = Hex(last.Source),
            Number = count,
            Identity = log.Identity,
            Offset = last.Offset,
            LastWrite = log.LastWrite,
            State = Hex(last.Check),
        };
        _known[path] = position;
        if (store is not null)
        {
            await store.SaveAsync(name, [position], [], CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Drops what was kept of a directory that is marked.</summary>
    public async ValueTask ForgetAsync(TstatDirectory directory)
    {
        string[] paths = [.. directory.Logs.Select(static log => Plain(log.Path)).Where(_known.Remove)];
        if (paths.Length > 0 && store is not null)
        {
            await store.SaveAsync(name, [], paths, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static string Plain(string path)
        => path.EndsWith(TstatNames.Compressed, StringComparison.Ordinal) ? path[..^TstatNames.Compressed.Length] : path;

    private static string Hex(long value) => value.ToString("x16", CultureInfo.InvariantCulture);

    private static RecordKey? Key(FollowPosition position)
        => Read(position.FileId) is { } source && Read(position.State) is { } check ? new RecordKey(source, position.Offset, check) : null;

    private static long? Read(string? hex)
        => long.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long value) ? value : null;
}
