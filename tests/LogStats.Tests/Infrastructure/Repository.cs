namespace LogStats.Tests.Infrastructure;

/// <summary>The repository that the tests were built from, found by walking up.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] parts) => Path.Join([Root, .. parts]);

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !System.IO.File.Exists(Path.Join(folder, "LogStats.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("LogStats.sln is in no folder above the tests");
    }
}
