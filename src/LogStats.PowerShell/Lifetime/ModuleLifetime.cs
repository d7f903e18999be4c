using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace LogStats.PowerShell.Lifetime;

/// <summary>
/// Called when the module is imported and removed, once for each runspace. From import to remove the sinks' assembly
/// is found in its own context; the context itself stays for the life of the process, as the loaded module does.
/// </summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly Lock s_lock = new();
    private static readonly Lazy<SinkContext> s_sinks = new(() => new SinkContext(
        Path.Combine(Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!, "deps")));

    private static int s_imports;

    public void OnImport()
    {
        lock (s_lock)
        {
            if (s_imports++ == 0)
            {
                AssemblyLoadContext.Default.Resolving += Resolve;
            }
        }
    }

    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        lock (s_lock)
        {
            if (s_imports > 0 && --s_imports == 0)
            {
                AssemblyLoadContext.Default.Resolving -= Resolve;
            }
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
        => name.Name == SinkContext.AssemblyName ? s_sinks.Value.LoadFromAssemblyName(name) : null;
}
