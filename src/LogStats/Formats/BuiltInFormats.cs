namespace LogStats.Formats;

/// <summary>The formats that come with the program: one JSON file a family, its samples inside.</summary>
internal static class BuiltInFormats
{
    private static readonly Lazy<IReadOnlyList<LogFormat>> s_all = new(ReadAll);

    public static IReadOnlyList<LogFormat> All => s_all.Value;

    public static bool Has(string name) => All.Any(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static List<LogFormat> ReadAll()
    {
        List<LogFormat> all = [];
        foreach (string name in typeof(BuiltInFormats).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith("Formats/", StringComparison.Ordinal))
            {
                using Stream file = typeof(BuiltInFormats).Assembly.GetManifestResourceStream(name)!;
                byte[] bytes = new byte[file.Length];
                file.ReadExactly(bytes);
                all.AddRange(FormatFile.Parse(bytes, name, path: null));
            }
        }

        return all;
    }
}
