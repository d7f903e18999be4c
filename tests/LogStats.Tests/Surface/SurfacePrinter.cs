using System.Reflection;
using System.Text;

namespace LogStats.Tests.Surface;

/// <summary>The public surface of an assembly as text, in an order that does not depend on the compiler.</summary>
internal static class SurfacePrinter
{
    private const BindingFlags Declared
        = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        }

        return [
            .. type.GetConstructors(Declared).Where(Seen).Select(maker => $"new({Parameters(maker)})"),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)
                .Select(field => $"{Static(field.IsStatic)}{Name(field.FieldType)} {field.Name}{Constant(field)}"),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(Seen))
                .Select(property => $"{Static(property.GetAccessors(true)[0].IsStatic)}{Name(property.PropertyType)} {property.Name} {Access(property)}"),
            .. type.GetMethods(Declared).Where(method => Seen(method) && !method.IsSpecialName)
                .Select(method => $"{Static(method.IsStatic)}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})"),
        ];
    }

    private static bool Seen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Constant(FieldInfo field) => field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "";

    private static string Generic(MethodInfo method)
        => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Access(PropertyInfo property)
    {
        string set = property.SetMethod is not { } setter || !Seen(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init; " : "set; ";
        return $"{{ {(property.GetMethod is { } getter && Seen(getter) ? "get; " : "")}{set}}}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter
        => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = " + (parameter.DefaultValue ?? "null") : "")}"));

    private static string Bases(Type type)
    {
        string[] bases = [
            .. type.BaseType is { } one && one != typeof(object) && one != typeof(ValueType) && one != typeof(Enum) ? [Name(one)] : Array.Empty<string>(),
            .. type.IsEnum ? Array.Empty<string>() : [.. type.GetInterfaces().Select(Name).Order(StringComparer.Ordinal)],
        ];
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static string Kind(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface"
        : type.IsByRefLike ? "ref struct" : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class" : "class";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return $"ref {Name(type.GetElementType()!)}";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        string name = type.Name.Split('`')[0];
        string owner = type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}." : "";
        return type.IsGenericType
            ? $"{owner}{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : owner + name;
    }
}
