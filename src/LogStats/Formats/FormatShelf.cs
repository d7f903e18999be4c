using LogStats.Faults;

namespace LogStats.Formats;

/// <summary>
/// The built-in formats and those in one folder. Each look asks the folder for its files' names, sizes and times, and
/// reads them again only where these have changed. A file that cannot be read is a fault beside the others.
/// </summary>
/// <param name="folder">Null for the built-in formats alone.</param>
internal sealed class FormatShelf(string? folder)
{
    private readonly Lock _gate = new();
    private Look? _last;

    public string? Folder { get; } = folder;

    public IReadOnlyList<LogFormat> All => Current().All;

    public IReadOnlyList<LogStatsException> Faults => Current().Faults;

    public LogFormat Find(string name, string? kind = null)
    {
        Look look = Current();
        LogFormat[] family = [.. look.All.Where(format => kind is null || format.Kind == kind)];
        return family.FirstOrDefault(format => Same(format.Name, name)) ?? throw Missing(name, family, look.Faults);
    }

    /// <summary>Why there is no such format: it may be in a file that cannot be read.</summary>
    public static LogStatsException Missing(string name, IEnumerable<LogFormat> known, IReadOnlyList<LogStatsException> faults)
    {
        LogStatsException? damaged = faults.FirstOrDefault(fault => IsOf(fault, name)) ?? (faults.Count > 0 ? faults[0] : null);
        return damaged is null ? Fail.FormatName(name, known.Select(format => format.Name))
            : IsOf(damaged, name) ? damaged
            : Fail.FormatName(name, known.Select(format => format.Name), damaged);
    }

    public IReadOnlyList<LogFormat> Register(IReadOnlyList<LogFormat> formats)
    {
        string place = Folder ?? throw Fail.Value(FormatCatalog.FolderVariable, "", "a folder for formats of your own");
        foreach (LogFormat format in formats)
        {
            FormatFile.CheckName(format.Name);
        }

        lock (_gate)
        {
            foreach (LogFormat format in formats)
            {
                string path = Path.Join(place, format.Name + FormatFile.Extension);
                string[] others = [.. Read().All.Where(other => Same(other.Name, format.Name)).Select(other => other.Path!)];
                FormatFile.Write(path, [format]);
                foreach (string other in others.Where(other => other != path))
                {
                    Remove(other, format.Name);
                }
            }

            _last = null;
            return [.. formats.Select(format => Find(format.Name))];
        }
    }

    public void Unregister(string name)
    {
        if (BuiltInFormats.Has(name))
        {
            throw Fail.Value("name", name, "the name of a format of your own; this one is built in");
        }

        lock (_gate)
        {
            Look look = Read();
            if (look.All.FirstOrDefault(format => Same(format.Name, name))?.Path is string path)
            {
                Remove(path, name);
            }
            else
            {
                // A file that cannot be read goes whole, because nobody can tell what is in it.
                Delete(look.Faults.FirstOrDefault(fault => IsOf(fault, name))?.Target
                    ?? throw Fail.FormatName(name, look.All.Where(format => format.Path is not null).Select(format => format.Name)));
            }

            _last = null;
        }
    }

    /// <summary>Takes one format out of its file, and the file away where it holds no other.</summary>
    private static void Remove(string path, string name)
    {
        LogFormat[] others = [.. FormatFile.Read(path).Where(format => !Same(format.Name, name))];
        if (others.Length > 0)
        {
            FormatFile.Write(path, others);
            return;
        }

        Delete(path);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }

    private Look Current()
    {
        lock (_gate)
        {
            return Read();
        }
    }

    private Look Read()
    {
        if (Folder is null || !Directory.Exists(Folder))
        {
            return new Look([], BuiltInFormats.All, []);
        }

        try
        {
            FileStamp[] stamps = [.. new DirectoryInfo(Folder).EnumerateFiles("*" + FormatFile.Extension)
                .Select(file => new FileStamp(file.FullName, file.Length, file.LastWriteTimeUtc))
                .OrderBy(stamp => stamp.Path, StringComparer.Ordinal)];
            return _last = _last is not null && stamps.SequenceEqual(_last.Stamps) ? _last : ReadAll(stamps);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Look([], BuiltInFormats.All, [Fail.FileOpen(Folder, error)]);
        }
    }

    private static Look ReadAll(FileStamp[] stamps)
    {
        List<LogFormat> all = [.. BuiltInFormats.All];
        List<LogStatsException> faults = [];
        foreach (FileStamp stamp in stamps)
        {
            try
            {
                IReadOnlyList<LogFormat> read = FormatFile.Read(stamp.Path);
                LogFormat? twice = read.FirstOrDefault(format => all.Exists(other => Same(other.Name, format.Name)));
                all.AddRange(twice is null ? read
                    : throw Fail.FormatFile(stamp.Path, $"there is another format named '{twice.Name}'"));
            }
            catch (LogStatsException fault)
            {
                faults.Add(fault);
            }
        }

        return new Look(stamps, all, faults);
    }

    private static bool IsOf(LogStatsException fault, string name) => Same(Path.GetFileNameWithoutExtension(fault.Target), name);

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private readonly record struct FileStamp(string Path, long Length, DateTime Written);

    private sealed record Look(FileStamp[] Stamps, IReadOnlyList<LogFormat> All, IReadOnlyList<LogStatsException> Faults);
}
