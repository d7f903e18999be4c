#nullable disable

using System.Collections;

namespace System.Management.Automation;

/// <summary>Arrays and lists, element by element; a single value becomes a collection of one.</summary>
internal static class CollectionConversion
{
    internal static bool TryConvert(object value, Type type, IFormatProvider provider, out object result)
    {
        result = null;
        Type element = ElementType(type);
        if (element is null)
        {
            return false;
        }

        object[] values = value is not string && value is not IDictionary && value is IEnumerable many
            ? [.. many.Cast<object>()]
            : [value];
        Array array = Array.CreateInstance(element, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            array.SetValue(LanguagePrimitives.ConvertTo(values[i], element, provider), i);
        }

        result = type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, array);
        return true;
    }

    internal static Type ElementType(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        bool list = type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)
            && !typeof(IDictionary).IsAssignableFrom(type) && type.GetGenericArguments().Length == 1;
        Type element = list ? type.GetGenericArguments()[0] : null;
        return element is not null && (type.IsAssignableFrom(element.MakeArrayType())
            || type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(element)]) is not null
            || type.GetConstructor([typeof(IList<>).MakeGenericType(element)]) is not null) ? element : null;
    }
}
