using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

/// <summary>
/// Whatever the double offers, the library the module is built against offers too, under the same signature.
/// Otherwise a cmdlet could compile here and not there.
/// </summary>
public sealed class SignatureTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly s_reference = LoadReference();

    public static TheoryData<string> Types() => [.. typeof(Cmdlet).Assembly.GetExportedTypes()
        .Where(type => type.Namespace!.StartsWith("System.Management.Automation", StringComparison.Ordinal)
            || type.Namespace.StartsWith("Microsoft.PowerShell", StringComparison.Ordinal))
        .Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void IsPartOfTheLibrary(string name)
    {
        Type mine = typeof(Cmdlet).Assembly.GetType(name, throwOnError: true)!;
        Type theirs = s_reference.GetType(name)
            ?? throw new InvalidOperationException($"{name} is not in the library.");

        Assert.Contains(mine.BaseType?.Name, Ancestors(theirs).Select(type => type.Name).Append(null));
        HashSet<string> offered = [.. Ancestors(theirs).SelectMany(Signatures)];
        Assert.Equal([], Signatures(mine).Except(offered));
        if (mine.IsEnum)
        {
            Assert.All(Enum.GetNames(mine), value => Assert.Equal(
                Convert.ToInt64(Enum.Parse(theirs, value)), Convert.ToInt64(Enum.Parse(mine, value))));
        }
    }

    private static IEnumerable<Type> Ancestors(Type type) =>
        type.BaseType is { } parent ? [type, .. Ancestors(parent)] : [type];

    private static IEnumerable<string> Signatures(Type type) =>
        type.GetMembers(Declared).Select(Signature).OfType<string>();

    private static string? Signature(MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true, IsLiteral: true } field => $"const {field.Name} = {field.GetRawConstantValue()}",
        ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) =>
            $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && method.DeclaringType is not { IsEnum: true };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(one => $"{Name(one.ParameterType)} {one.Name}"));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name}<{string.Join(",", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    private static Assembly LoadReference()
    {
        string path = typeof(SignatureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "PowerShellStandard").Value!;
        return new AssemblyLoadContext("PowerShellStandard").LoadFromAssemblyPath(path);
    }
}
