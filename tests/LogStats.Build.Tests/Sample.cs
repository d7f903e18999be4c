namespace LogStats.Build.Tests;

/// <summary>The files in Samples/.</summary>
internal static class Sample
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));
}
