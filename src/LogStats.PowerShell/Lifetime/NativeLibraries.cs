using System.Runtime.InteropServices;

namespace LogStats.PowerShell.Lifetime;

/// <summary>Finds this machine's build of a native library under <c>runtimes/&lt;rid&gt;/native</c>.</summary>
internal static class NativeLibraries
{
    public static string? Find(string folder, string name)
        => Identifiers()
            .SelectMany(rid => FileNames(name).Select(file => Path.Combine(folder, "runtimes", rid, "native", file)))
            .FirstOrDefault(File.Exists);

    /// <summary>This machine's identifiers, the closest first; packages of some age say "alpine" for musl.</summary>
    private static IEnumerable<string> Identifiers()
    {
        string processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string closest = RuntimeInformation.RuntimeIdentifier;
        yield return closest;
        if (OperatingSystem.IsWindows())
        {
            yield return $"win-{processor}";
        }
        else if (OperatingSystem.IsMacOS())
        {
            yield return $"osx-{processor}";
        }
        else if (closest.Contains("musl", StringComparison.Ordinal) || closest.StartsWith("alpine", StringComparison.Ordinal))
        {
            yield return $"linux-musl-{processor}";
            yield return $"alpine-{processor}";
        }
        else
        {
            yield return $"linux-{processor}";
        }
    }

    private static string[] FileNames(string name)
        => OperatingSystem.IsWindows() ? [name, $"{name}.dll"]
            : OperatingSystem.IsMacOS() ? [$"lib{name}.dylib", $"{name}.dylib", name]
            : [$"lib{name}.so", $"{name}.so", name];
}
