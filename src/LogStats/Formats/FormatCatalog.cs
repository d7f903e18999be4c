using LogStats.Faults;

namespace LogStats.Formats;

/// <summary>
/// All formats that are known: those that are built in, and those of the user's own, which are JSON files of the same shape
/// in one folder. What is registered or removed, here or by another program, is seen at the next look.
/// </summary>
public static class FormatCatalog
{
    /// <summary>Names the folder of the user's own formats where it is not the usual one.</summary>
    public const string FolderVariable = "LOGSTATS_FORMATS";

    private static FormatShelf? s_shelf;

    /// <summary>The built-in formats and the user's own that could be read; <see cref="Faults"/> has the others.</summary>
    public static IReadOnlyList<LogFormat> All => Shelf.All;

    /// <summary>One for each file of the user's that could not be read. Who lists formats shows them.</summary>
    public static IReadOnlyList<LogStatsException> Faults => Shelf.Faults;

    /// <summary>Where the user's own formats are; null where there is no such place on this machine.</summary>
    public static string? Folder => FormatFolder.Of(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());

    /// <summary>Whether there is anything in the folder of the user's own formats. Looks at no file.</summary>
    internal static bool HasOwn => Folder is string folder && Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.json").Any();

    private static FormatShelf Shelf
    {
        get
        {
            FormatShelf? shelf = Volatile.Read(ref s_shelf);
            string? folder = Folder;
            if (shelf is null || shelf.Folder != folder)
            {
                shelf = new FormatShelf(folder);
                Volatile.Write(ref s_shelf, shelf);
            }

            return shelf;
        }
    }

    /// <exception cref="LogStatsException">There is no format of this name, or it is in a file that cannot be read.</exception>
    public static LogFormat Find(string name) => Shelf.Find(name);

    /// <summary>The same among the formats of one family.</summary>
    /// <exception cref="LogStatsException">There is no format of this name, or it is in a file that cannot be read.</exception>
    public static LogFormat Find(string name, string kind) => Shelf.Find(name, kind);

    /// <summary>Why a format was not found among those that are <paramref name="known"/>.</summary>
    public static LogStatsException Missing(string name, IEnumerable<LogFormat> known) => FormatShelf.Missing(name, known, Faults);

    /// <summary>Keeps a format in the user's folder, in place of one of the same name there.</summary>
    /// <exception cref="LogStatsException">The name is none, or a built-in one; or the folder cannot be written.</exception>
    public static LogFormat Register(LogFormat format) => Shelf.Register([format])[0];

    /// <summary>The formats of a JSON file, to be looked at before they are kept.</summary>
    /// <exception cref="LogStatsException">The file cannot be read, or is no such file.</exception>
    public static IReadOnlyList<LogFormat> ReadFile(string path) => FormatFile.Read(path);

    /// <summary>Keeps the formats of a JSON file in the user's folder; all of them or none.</summary>
    /// <exception cref="LogStatsException">The file cannot be read, or one of its formats cannot be kept.</exception>
    public static IReadOnlyList<LogFormat> RegisterFile(string path) => Shelf.Register(FormatFile.Read(path));

    /// <summary>Removes a format from the user's folder, or the damaged file that has its name.</summary>
    /// <exception cref="LogStatsException">There is none of this name, or it is built in.</exception>
    public static void Unregister(string name) => Shelf.Unregister(name);
}
