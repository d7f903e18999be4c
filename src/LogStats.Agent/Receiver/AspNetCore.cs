using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using LogStats.Faults;

namespace LogStats.Agent.Receiver;

/// <summary>
/// Finds ASP.NET Core beside the runtime that runs the program. The program does not ask for it when it starts, or none of its verbs would
/// run where it is not installed.
/// </summary>
internal static class AspNetCore
{
    private const string Name = "Microsoft.AspNetCore.App";

    /// <exception cref="LogStatsException">It is not installed, or not in this version.</exception>
    public static void Find()
    {
        if (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is string all && all.Contains("Microsoft.AspNetCore.Server.Kestrel.Core.dll", StringComparison.Ordinal))
        {
            return; // Whoever runs the program has asked for it.
        }

        string folder = Newest(Path.GetFullPath(Path.Join(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", Name))) ?? throw Fail.AgentFramework();
        AssemblyLoadContext.Default.Resolving += (context, name) => Resolve(context, name, folder);
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name, string folder)
    {
        string file = Path.Join(folder, name.Name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }

    /// <summary>The one made with this very runtime, else the newest of the same version.</summary>
    private static string? Newest(string all) => !Directory.Exists(all) ? null : Directory.GetDirectories(all)
        .Select(static folder => (Folder: folder, Version: Version.TryParse(Path.GetFileName(folder), out Version? version) ? version : null))
        .Where(static one => one.Version is { } version && version.Major == Environment.Version.Major && version.Minor == Environment.Version.Minor)
        .OrderByDescending(static one => one.Version == Environment.Version).ThenByDescending(static one => one.Version)
        .FirstOrDefault().Folder;
}
